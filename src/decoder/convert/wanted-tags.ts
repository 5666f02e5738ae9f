import type { FoundTag } from "#picture/privacy/found-tag.ts";

/**
 * What goes through a conversion that keeps metadata but no location: what is known, and says something about the
 * picture as it is after it. Everything else stays behind, whoever wrote it. Names are ExifTool's.
 */
const EXIF = new Set(
  `ImageDescription Make Model Software ModifyDate Artist Copyright XResolution YResolution ResolutionUnit WhitePoint
  PrimaryChromaticities YCbCrCoefficients YCbCrPositioning ReferenceBlackWhite TransferFunction ProcessingSoftware
  Rating RatingPercent XPTitle XPComment XPAuthor XPKeywords XPSubject ExposureTime FNumber ExposureProgram
  SpectralSensitivity ISO SensitivityType StandardOutputSensitivity RecommendedExposureIndex ISOSpeed
  ISOSpeedLatitudeyyy ISOSpeedLatitudezzz ExifVersion DateTimeOriginal CreateDate OffsetTime OffsetTimeOriginal
  OffsetTimeDigitized TimeZoneOffset ComponentsConfiguration CompressedBitsPerPixel ShutterSpeedValue ApertureValue
  BrightnessValue ExposureCompensation MaxApertureValue SubjectDistance MeteringMode LightSource Flash FocalLength
  FlashEnergy UserComment SubSecTime SubSecTimeOriginal SubSecTimeDigitized AmbientTemperature Humidity Pressure
  WaterDepth Acceleration CameraElevationAngle FlashpixVersion ColorSpace Gamma InteropIndex InteropVersion
  ExposureIndex SensingMethod FileSource SceneType CustomRendered ExposureMode WhiteBalance DigitalZoomRatio
  FocalLengthIn35mmFormat SceneCaptureType GainControl Contrast Saturation Sharpness SubjectDistanceRange
  FocalPlaneXResolution FocalPlaneYResolution FocalPlaneResolutionUnit ImageUniqueID OwnerName SerialNumber LensInfo
  LensMake LensModel LensSerialNumber ImageTitle Photographer ImageEditor CameraFirmware RAWDevelopingSoftware
  ImageEditingSoftware MetadataEditingSoftware CompositeImage CompositeImageCount`.split(/\s+/),
);

/** What XMP has of Exif besides, and what cameras and Lightroom write of lenses. */
const EXIF_IN_XMP =
  /^(?:DateTime|DateTimeDigitized|Flash(?:Fired|Function|Mode|RedEyeMode|Return|Compensation)|Lens|LensID|Firmware|ApproximateFocusDistance|ImageNumber|NativeDigest)$/;

const XMP: Readonly<Record<string, RegExp>> = {
  "XMP-dc": /^(?:Title|Description|Creator|Contributor|Publisher|Rights|Subject|Date|Type|Language|Source)$/,
  "XMP-xmp":
    /^(?:Rating|Label|CreateDate|ModifyDate|MetadataDate|CreatorTool|Nickname|Author|Title|Description|Keywords)$/,
  "XMP-xmpRights": /^(?:Certificate|Marked|Owner|UsageTerms|WebStatement)$/,
  "XMP-photoshop":
    /^(?:AuthorsPosition|CaptionWriter|Category|Credit|DateCreated|Headline|Instructions|Source|SupplementalCategories|TransmissionReference|Urgency)$/,
  "XMP-iptcCore":
    /^(?:AltTextAccessibility|ExtDescrAccessibility|IntellectualGenre|Scene|SubjectCode|Creator(?:ContactInfo|Address|Work)\w*)$/,
  "XMP-iptcExt":
    /^(?:A(?:ddl)?ModelInf\w*|AI\w+|AboutCv\w*|Artwork\w*|Contributor\w*|ControlledVocabularyTerm|CVterm\w*|Digital(?:SourceType|SourceFileType|ImageGUID)|Embd?\w*RightsExpr\w*|Embedded\w*RightsExpr\w*|Linked\w*RightsExpr\w*|Event\w*|Genre\w*|MaxAvail\w+|ModelAge|Organi[sz]ationInImage\w*|PersonInImage\w*|ProductInImage\w*|Registry\w*)$/,
  "XMP-plus": /^[A-Z]\w*$/,
  "XMP-cc": /^(?:License|LegalCode|AttributionName|AttributionURL|MorePermissions|UseGuidelines)$/,
  "XMP-lr": /^(?:HierarchicalSubject|WeightedFlatSubject)$/,
  "XMP-microsoft": /^(?:Rating\w*|LensManufacturer|LensModel|LastKeyword(?:XMP|IPTC))$/,
  // Without its sizes, which are of the old pixels.
  "XMP-GPano": /^(?:ProjectionType|UsePanoramaViewer|StitchingSoftware)$/,
};
const OF_EXIF = ["XMP-exif", "XMP-exifEX", "XMP-tiff", "XMP-aux"];

const IPTC = new Set(
  `ObjectTypeReference ObjectAttributeReference ObjectName EditStatus Urgency SubjectReference Category
  SupplementalCategories FixtureIdentifier Keywords ReleaseDate ReleaseTime ExpirationDate ExpirationTime
  SpecialInstructions DateCreated TimeCreated DigitalCreationDate DigitalCreationTime OriginatingProgram ProgramVersion
  ObjectCycle By-line By-lineTitle OriginalTransmissionReference Headline Credit Source CopyrightNotice Contact
  Caption-Abstract LocalCaption Writer-Editor ImageType ImageOrientation LanguageIdentifier`.split(/\s+/),
);

/** Whether a tag is one that a result may have. */
export function isWanted({ group, place, name }: FoundTag): boolean {
  if (group === "EXIF") return /^(?:IFD0|ExifIFD|InteropIFD)$/.test(place) && EXIF.has(name);
  if (group === "IPTC") return IPTC.has(name);
  if (group !== "XMP") return false;
  if (OF_EXIF.includes(place)) return EXIF.has(name) || EXIF_IN_XMP.test(name);
  return Object.hasOwn(XMP, place) && (XMP[place]?.test(name) ?? false);
}
