import { type TagRule, wholeName } from "./tag-rule.ts";

/** What people and programs wrote about a picture. */

const KEYWORDS = wholeName(
  "Keywords?|Subject|XPKeywords|HierarchicalSubject|WeightedFlatSubject|HierarchicalKeywords\\d?|KeywordInfo|TagsList|LastKeyword\\w*",
  "CatalogSets|Categor(?:y|ies)|SupplementalCategor(?:y|ies)|Subject(?:Code|Reference)|IntellectualGenre|Genre|Scene|Collections?",
  "Event|ShownEventName|EventAlias|CollectionName|Album|Tags|UserTags|AboutCvTermName|ProductInImageName|TagStructure|SubLabels\\d|LabelName\\d",
);

const CAPTION = wholeName(
  "ImageDescription|Caption(?:[-/]?Abstract|Text)?|(?:Long|Short|Object|Series|Study|Region)?Description|Headline|ImageTitle|Title2?",
  "UserComment|XP(?:Title|Comment|Subject)|ObjectName|LocalCaption|PStringCaption|GroupCaption|AltTextAccessibility|ExtDescrAccessibility",
  "AltText|Instructions|SpecialInstructions|UsageTerms|TermsAndConditionsText|Nickname|PanasonicTitle2?|TextStamp|Artwork\\w*Description",
  "ArtworkTitle|(?:Alternate|Short|Series|Blog|Parent|Data\\w*|Transform\\w*)Title|Snapshot\\w*Description|DisplayName|Job(?:Ref)?Name|Work(?:Title|Description)",
  "RichTextComment|Label|PageName|ThumbnailDescription|ProductInImageDescription|Dopesheet|Transcript|RasterizedCaption",
);

const COMMENT = wholeName(
  "\\w*Comments?|\\w*Notes?|Annotations?|UserLabel|WangAnnotation|MSDocumentText|RegionBarCodeValue|Text(?:Info\\d)?|Warning|PNGWarning",
  "Disclaimer|Custom\\d+|UserFields|UserDefinedText|Information|References?|RoutingNotes|WorkToDo|Lyrics|DataOnScreenRegionText|Message|GDALMetadata|SEMInfo|UserProfile",
);

export const TEXT_RULES: readonly TagRule[] = [
  { code: "keywords", name: KEYWORDS },
  // what a phone keeps for its maker, in no form that is known
  { code: "unknown_data", name: /^(?:HDRP(?:lus)?MakerNote|ShotLogData|\w*HiddenData)$/ },
  { code: null, name: /^(?:PortraitNote|MakerNote\w*|ApplicationNotes|HasCorrectionText)$/ },
  // ImageMagick's list of a maker note's bytes, which no reader takes apart
  { code: "unknown_data", group: /^PNG:PNG$/, name: /^ExifMakerNote$/ },
  // the colour of a label
  { code: null, name: /^Label$/, group: /XMP-xmp$|XMP-nine|Jpeg2000/ },
  { code: "caption", name: CAPTION, group: /^(?!JUMBF|ICC_Profile)/ },
  { code: "comment", name: COMMENT, group: /^(?!JUMBF|ICC_Profile|XMP:XMP-(?:Device|GCamera))/ },
];

/** PNG's own fields; any other name is the keyword of a text (PNG 3rd edition §11.3.3). */
const PNG_FIELD = wholeName(
  "Animation\\w+|AppleDataOffsets|BackgroundColor|Bit[Dd]epth|(?:Blue|Green|Red|WhitePoint)[XY]|ColorType|Compression|Filter|Fractal\\w+",
  "GIF\\w+|Gamma|Image(?:Height|Width|Offset)|Interlace|Palette\\w*|PixelCalibration|ProfileName|SRGBRendering|SignificantBits|StereoMode",
  "Subject(?:Pixel\\w+|Units)|SuggestedPalette|Transparency|Virtual\\w+|Pixel(?:s|Units|sPer\\w+)\\w*|DigitalSignature|Rating|Orientation",
  "Thumb(?:Mimetype|Size|Image\\w+|Document\\w*|::\\w+(?:::\\w+)?)|(?:Png|Icc|Jpeg|Svg|Webp|Tiff|Gif|Exif)[:\\w-]*|Signature|Aesthetic_?[Ss]core",
);

export const PNG_TEXT: readonly TagRule[] = [
  { code: null, group: /^PNG:PNG$/, name: PNG_FIELD },
  { code: "comment", group: /^PNG:PNG$/ },
];
