/**
 * Fields of structures by their path, and properties, that ExifTool names otherwise than by setting the names one behind
 * the other: path and name. Those that develop raw pictures are left out.
 */
const RENAMED = `
  acdsee: datetime DateTime dpp DPP rpp RPP
  apple-fi: Timestamp TimeStamp
  cc: legalcode LegalCode
  cell: cellid CellTowerID cgi CellGlobalID lac LocationAreaCode mcc MobileCountryCode mnc MobileNetworkCode r CellR
  drone-dji: GpsLatitude GPSLatitude GpsLongitude GPSLongitude GpsLongtitude GPSLongtitude
  exif: ExposureBiasValue ExposureCompensation FocalLengthIn35mmFilm FocalLengthIn35mmFormat GPSTimeStamp GPSDateTime
    ISOSpeedRatings ISO OECF Opto-ElectricConvFactor PixelXDimension ExifImageWidth PixelYDimension ExifImageHeight
  exifEX: BodySerialNumber SerialNumber CameraOwnerName OwnerName CompositeImageExposureTimesMaxExposureTimesOfAll
    CompImageMaxExposureAll CompositeImageExposureTimesMaxExposureTimesOfUsed CompImageMaxExposureUsed
    CompositeImageExposureTimesMinExposureTimesOfAll CompImageMinExposureAll
    CompositeImageExposureTimesMinExposureTimesOfUsed CompImageMinExposureUsed
    CompositeImageExposureTimesNumberOfImagesInSequences CompImageImagesPerSequence
    CompositeImageExposureTimesNumberOfSequences CompImageNumSequences
    CompositeImageExposureTimesSumOfExposureTimesOfAll CompImageSumExposureAll
    CompositeImageExposureTimesSumOfExposureTimesOfUsed CompImageSumExposureUsed
    CompositeImageExposureTimesTotalExposurePeriod CompImageTotalExposurePeriod CompositeImageExposureTimesValues
    CompImageValues InteroperabilityIndex InteropIndex LensSpecification LensInfo Temperature AmbientTemperature
  GAudio: Data AudioData Mime AudioMimeType
  GCamera: hdrp_makernote HDRPMakerNote shot_log_data ShotLogData
  GDepth: Data DepthImage
  getty: OriginalFilename OriginalFileName
  GImage: Data ImageData Mime ImageMimeType
  GSpherical: Timestamp TimeStamp
  hdr: ccv_avg_luminance_nits CCVAvgLuminanceNits ccv_max_luminance_nits CCVMaxLuminanceNits ccv_min_luminance_nits
    CCVMinLuminanceNits ccv_primaries_xy CCVPrimariesXY ccv_white_xy CCVWhiteXY scene_referred SceneReferred
  ics: SubVersionsFileName SubVersionFileName SubVersionsVersRef SubVersionReference TagStructureLabelName LabelName1
    TagStructureParentReference ParentReference1 TagStructureReference Reference1 TagStructureSubLabels SubLabels1
    TagStructureSubLabelsLabelName LabelName2 TagStructureSubLabelsParentReference ParentReference2
    TagStructureSubLabelsReference Reference2 TagStructureSubLabelsSubLabels SubLabels2
    TagStructureSubLabelsSubLabelsLabelName LabelName3 TagStructureSubLabelsSubLabelsParentReference ParentReference3
    TagStructureSubLabelsSubLabelsReference Reference3 TagStructureSubLabelsSubLabelsSubLabels SubLabels3
    TagStructureSubLabelsSubLabelsSubLabelsLabelName LabelName4 TagStructureSubLabelsSubLabelsSubLabelsParentReference
    ParentReference4 TagStructureSubLabelsSubLabelsSubLabelsReference Reference4
    TagStructureSubLabelsSubLabelsSubLabelsSubLabels SubLabels4
    TagStructureSubLabelsSubLabelsSubLabelsSubLabelsLabelName LabelName5
    TagStructureSubLabelsSubLabelsSubLabelsSubLabelsParentReference ParentReference5
    TagStructureSubLabelsSubLabelsSubLabelsSubLabelsReference Reference5
    TagStructureSubLabelsSubLabelsSubLabelsSubLabelsSubLabels SubLabels5
    TagStructureSubLabelsSubLabelsSubLabelsSubLabelsSubLabelsLabelName LabelName6
    TagStructureSubLabelsSubLabelsSubLabelsSubLabelsSubLabelsParentReference ParentReference6
    TagStructureSubLabelsSubLabelsSubLabelsSubLabelsSubLabelsReference Reference6
  iptcCore: CreatorContactInfoCiAdrCity CreatorCity CreatorContactInfoCiAdrCtry CreatorCountry
    CreatorContactInfoCiAdrExtadr CreatorAddress CreatorContactInfoCiAdrPcode CreatorPostalCode
    CreatorContactInfoCiAdrRegion CreatorRegion CreatorContactInfoCiEmailWork CreatorWorkEmail
    CreatorContactInfoCiTelWork CreatorWorkTelephone CreatorContactInfoCiUrlWork CreatorWorkURL
  iptcExt: AboutCvTermCvTermId AboutCvTermId AboutCvTermCvTermName AboutCvTermName AboutCvTermCvTermRefinedAbout
    AboutCvTermRefinedAbout AddlModelInfo AdditionalModelInformation ArtworkOrObjectAOCircaDateCreated
    ArtworkCircaDateCreated ArtworkOrObjectAOContentDescription ArtworkContentDescription
    ArtworkOrObjectAOContributionDescription ArtworkContributionDescription ArtworkOrObjectAOCopyrightNotice
    ArtworkCopyrightNotice ArtworkOrObjectAOCreator ArtworkCreator ArtworkOrObjectAOCreatorId ArtworkCreatorID
    ArtworkOrObjectAOCurrentCopyrightOwnerId ArtworkCopyrightOwnerID ArtworkOrObjectAOCurrentCopyrightOwnerName
    ArtworkCopyrightOwnerName ArtworkOrObjectAOCurrentLicensorId ArtworkLicensorID
    ArtworkOrObjectAOCurrentLicensorName ArtworkLicensorName ArtworkOrObjectAODateCreated ArtworkDateCreated
    ArtworkOrObjectAOPhysicalDescription ArtworkPhysicalDescription ArtworkOrObjectAOSource ArtworkSource
    ArtworkOrObjectAOSourceInvNo ArtworkSourceInventoryNo ArtworkOrObjectAOSourceInvURL ArtworkSourceInvURL
    ArtworkOrObjectAOStylePeriod ArtworkStylePeriod ArtworkOrObjectAOTitle ArtworkTitle CVterm
    ControlledVocabularyTerm DigImageGUID DigitalImageGUID DigitalSourcefileType DigitalSourceFileType
    EmbdEncRightsExprEncRightsExpr EmbeddedEncodedRightsExpr EmbdEncRightsExprRightsExprEncType
    EmbeddedEncodedRightsExprType EmbdEncRightsExprRightsExprLangId EmbeddedEncodedRightsExprLangID EventExt
    ShownEvent EventExtIdentifier ShownEventIdentifier EventExtName ShownEventName EventId EventID ImageRegionRCtype
    ImageRegionCtype ImageRegionRCtypeIdentifier ImageRegionCtypeIdentifier ImageRegionRCtypeName ImageRegionCtypeName
    ImageRegionRId ImageRegionID ImageRegionRRole ImageRegionRole ImageRegionRRoleIdentifier ImageRegionRoleIdentifier
    ImageRegionRRoleName ImageRegionRoleName ImageRegionRegionBoundary ImageRegionBoundary
    ImageRegionRegionBoundaryRbH ImageRegionBoundaryH ImageRegionRegionBoundaryRbRx ImageRegionBoundaryRx
    ImageRegionRegionBoundaryRbShape ImageRegionBoundaryShape ImageRegionRegionBoundaryRbUnit ImageRegionBoundaryUnit
    ImageRegionRegionBoundaryRbVertices ImageRegionBoundaryVertices ImageRegionRegionBoundaryRbVerticesRbX
    ImageRegionBoundaryVerticesX ImageRegionRegionBoundaryRbVerticesRbY ImageRegionBoundaryVerticesY
    ImageRegionRegionBoundaryRbW ImageRegionBoundaryW ImageRegionRegionBoundaryRbX ImageRegionBoundaryX
    ImageRegionRegionBoundaryRbY ImageRegionBoundaryY IptcLastEdited IPTCLastEdited
    LinkedEncRightsExprLinkedRightsExpr LinkedEncodedRightsExpr LinkedEncRightsExprRightsExprEncType
    LinkedEncodedRightsExprType LinkedEncRightsExprRightsExprLangId LinkedEncodedRightsExprLangID
    PersonInImageWDetailsPersonCharacteristic PersonInImageCharacteristic
    PersonInImageWDetailsPersonCharacteristicCvId PersonInImageCvTermCvId
    PersonInImageWDetailsPersonCharacteristicCvTermId PersonInImageCvTermId
    PersonInImageWDetailsPersonCharacteristicCvTermName PersonInImageCvTermName
    PersonInImageWDetailsPersonCharacteristicCvTermRefinedAbout PersonInImageCvTermRefinedAbout
    PersonInImageWDetailsPersonDescription PersonInImageDescription PersonInImageWDetailsPersonId PersonInImageId
    PersonInImageWDetailsPersonName PersonInImageName ProductInImageProductDescription ProductInImageDescription
    ProductInImageProductGTIN ProductInImageGTIN ProductInImageProductName ProductInImageName RatingRatingRegion
    RatingRegion RatingRatingRegionCity RatingRegionCity RatingRatingRegionCountryCode RatingRegionCountryCode
    RatingRatingRegionCountryName RatingRegionCountryName RatingRatingRegionGPSAltitude RatingRegionGPSAltitude
    RatingRatingRegionGPSLatitude RatingRegionGPSLatitude RatingRatingRegionGPSLongitude RatingRegionGPSLongitude
    RatingRatingRegionIdentifier RatingRegionIdentifier RatingRatingRegionLocationId RatingRegionLocationId
    RatingRatingRegionLocationName RatingRegionLocationName RatingRatingRegionProvinceState RatingRegionProvinceState
    RatingRatingRegionSublocation RatingRegionSublocation RatingRatingRegionWorldRegion RatingRegionWorldRegion
    RatingRatingScaleMaxValue RatingScaleMaxValue RatingRatingScaleMinValue RatingScaleMinValue RatingRatingSourceLink
    RatingSourceLink RatingRatingValue RatingValue RatingRatingValueLogoLink RatingValueLogoLink RegistryId RegistryID
    RegistryIdRegEntryRole RegistryEntryRole RegistryIdRegItemId RegistryItemID RegistryIdRegOrgId
    RegistryOrganisationID SnapshotLink Snapshot SnapshotLinkFormat SnapshotFormat SnapshotLinkHeightPixels
    SnapshotHeightPixels SnapshotLinkImageRole SnapshotImageRole SnapshotLinkLink SnapshotLink
    SnapshotLinkLinkQualifier SnapshotLinkQualifier SnapshotLinkUsedVideoFrame SnapshotUsedVideoFrame
    SnapshotLinkUsedVideoFrameTimeFormat SnapshotUsedVideoFrameTimeFormat SnapshotLinkUsedVideoFrameTimeValue
    SnapshotUsedVideoFrameTimeValue SnapshotLinkUsedVideoFrameValue SnapshotUsedVideoFrameValue
    SnapshotLinkWidthPixels SnapshotWidthPixels TemporalCoverageTempCoverageFrom TemporalCoverageFrom
    TemporalCoverageTempCoverageTo TemporalCoverageTo VisualColour VisualColor audioBitRate AudioBitrate
    audioBitRateMode AudioBitrateMode parentId ParentID videoBitRate VideoBitrate videoBitRateMode VideoBitrateMode
  microsoft: CreatorAppId CreatorAppID Rating RatingPercent
  MP: RegionInfo RegionInfoMP RegionInfoRegionsPersonDisplayName RegionPersonDisplayName
    RegionInfoRegionsPersonEmailDigest RegionPersonEmailDigest RegionInfoRegionsPersonLiveIdCID RegionPersonLiveIdCID
    RegionInfoRegionsPersonSourceID RegionPersonSourceID RegionInfoRegionsRectangle RegionRectangle
  mwg-coll: CollectionsCollectionName CollectionName CollectionsCollectionURI CollectionURI
  mwg-kw: Keywords KeywordInfo KeywordsHierarchy HierarchicalKeywords KeywordsHierarchyApplied
    HierarchicalKeywords1Applied KeywordsHierarchyChildren HierarchicalKeywords1Children
    KeywordsHierarchyChildrenApplied HierarchicalKeywords2Applied KeywordsHierarchyChildrenChildren
    HierarchicalKeywords2Children KeywordsHierarchyChildrenChildrenApplied HierarchicalKeywords3Applied
    KeywordsHierarchyChildrenChildrenChildren HierarchicalKeywords3Children
    KeywordsHierarchyChildrenChildrenChildrenApplied HierarchicalKeywords4Applied
    KeywordsHierarchyChildrenChildrenChildrenChildren HierarchicalKeywords4Children
    KeywordsHierarchyChildrenChildrenChildrenChildrenApplied HierarchicalKeywords5Applied
    KeywordsHierarchyChildrenChildrenChildrenChildrenChildren HierarchicalKeywords5Children
    KeywordsHierarchyChildrenChildrenChildrenChildrenChildrenApplied HierarchicalKeywords6Applied
    KeywordsHierarchyChildrenChildrenChildrenChildrenChildrenKeyword HierarchicalKeywords6
    KeywordsHierarchyChildrenChildrenChildrenChildrenKeyword HierarchicalKeywords5
    KeywordsHierarchyChildrenChildrenChildrenKeyword HierarchicalKeywords4 KeywordsHierarchyChildrenChildrenKeyword
    HierarchicalKeywords3 KeywordsHierarchyChildrenKeyword HierarchicalKeywords2 KeywordsHierarchyKeyword
    HierarchicalKeywords1
  mwg-rs: Regions RegionInfo RegionsAppliedToDimensions RegionAppliedToDimensions RegionsAppliedToDimensionsH
    RegionAppliedToDimensionsH RegionsAppliedToDimensionsUnit RegionAppliedToDimensionsUnit
    RegionsAppliedToDimensionsW RegionAppliedToDimensionsW RegionsRegionList RegionList RegionsRegionListArea
    RegionArea RegionsRegionListAreaD RegionAreaD RegionsRegionListAreaH RegionAreaH RegionsRegionListAreaUnit
    RegionAreaUnit RegionsRegionListAreaW RegionAreaW RegionsRegionListAreaX RegionAreaX RegionsRegionListAreaY
    RegionAreaY RegionsRegionListBarCodeValue RegionBarCodeValue RegionsRegionListDescription RegionDescription
    RegionsRegionListExtensions RegionExtensions RegionsRegionListFocusUsage RegionFocusUsage RegionsRegionListName
    RegionName RegionsRegionListRotation RegionRotation RegionsRegionListSeeAlso RegionSeeAlso RegionsRegionListType
    RegionType
  photoshop: ICCProfile ICCProfileName TextLayersLayerName TextLayerName TextLayersLayerText TextLayerText
  plus: CopyrightOwnerCopyrightOwnerID CopyrightOwnerID CopyrightOwnerCopyrightOwnerName CopyrightOwnerName
    EndUserEndUserID EndUserID EndUserEndUserName EndUserName ImageCreatorImageCreatorID ImageCreatorID
    ImageCreatorImageCreatorName ImageCreatorName ImageSupplierImageSupplierID ImageSupplierID
    ImageSupplierImageSupplierName ImageSupplierName LicenseeLicenseeID LicenseeID LicenseeLicenseeName LicenseeName
    LicensorLicensorCity LicensorCity LicensorLicensorCountry LicensorCountry LicensorLicensorEmail LicensorEmail
    LicensorLicensorExtendedAddress LicensorExtendedAddress LicensorLicensorID LicensorID LicensorLicensorName
    LicensorName LicensorLicensorPostalCode LicensorPostalCode LicensorLicensorRegion LicensorRegion
    LicensorLicensorStreetAddress LicensorStreetAddress LicensorLicensorTelephone1 LicensorTelephone1
    LicensorLicensorTelephone2 LicensorTelephone2 LicensorLicensorTelephoneType1 LicensorTelephoneType1
    LicensorLicensorTelephoneType2 LicensorTelephoneType2 LicensorLicensorURL LicensorURL Version PLUSVersion
  sdc: appname AppName appversion AppVersion
  tiff: ImageLength ImageHeight
  xmp: PageInfoFormat PageImageFormat PageInfoHeight PageImageHeight PageInfoImage PageImage PageInfoPageNumber
    PageImagePageNumber PageInfoWidth PageImageWidth ThumbnailsFormat ThumbnailFormat ThumbnailsHeight ThumbnailHeight
    ThumbnailsImage ThumbnailImage ThumbnailsWidth ThumbnailWidth
`;

const NAMES = parseNames();

function parseNames(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  let group = "";
  const words = RENAMED.trim().split(/\s+/);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word.endsWith(":")) group = word.slice(0, -1);
    else names.set(`${group}:${word}`, words[++at] ?? "");
  }
  return names;
}

/**
 * ExifTool's flattened name of a property, or of a field of a structure: the names from the property inwards, each with a
 * capital.
 *
 * @param group `XMP-dc`, of the outermost property
 */
export function xmpName(group: string, path: readonly string[]): string {
  const id = path.map((name, index) => (index === 0 ? name : capital(name))).join("");
  return NAMES.get(`${group.slice(4)}:${id}`) ?? capital(id);
}

const capital = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);
