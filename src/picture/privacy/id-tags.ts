import { type TagRule, wholeName } from "./tag-rule.ts";

/** Numbers of documents and accounts, and names of files and folders. */

const ACCOUNT = wholeName(
  "FBID|Facebook\\w*|Insta(?:gram)\\w*|Twitter\\w*|Flickr\\w*|TikTok\\w*|WeChat\\w*|Weibo\\w*|Pinterest\\w*|Snapchat\\w*|Telegram\\w*",
  "Picasa(?:web)?(?:ID|GPhotoId)|PicasawebGPhotoId|GooglePlus\\w*|GPhotoId|UserI[Dd]|User(?:Account|Handle)|Account(?:Name|I[Dd]|Identifier)?",
  "RegionPerson(?:EmailDigest|LiveIdCID|SourceID)|AppleStoreAccount\\w*|PurchaserI[Dd]|Username|OwnerAccount",
);

/** IPTC, XMP Media Management (XMP part 2 §1.2.4), PLUS, Getty, DNG. */
const DOCUMENT = wholeName(
  "\\w*(?:Document|Instance)ID|DocumentAncestors|DigitalImageGUID|ImageUniqueI[Dd]|RawDataUniqueID|ImageID|\\w*GUID",
  "Identifier|Original(?:Transmission)Reference|TransmissionReference|JobI[Dd]|JobRef(?:I[Dd]|Url)?|SaveID|AssetID|ParentMEID|\\w*EventI[Dd]",
  "ParentMediaEventID|FixtureIdentifier|UniqueObjectName|UniqueDocumentID|ReferenceNumber|EnvelopeNumber|OriginalRawFileDigest",
  "(?:Registry|Licensor|Licensee|Image(?:Creator|Supplier)|CopyrightOwner|EndUser|License|ArtworkSource)\\w*(?:ID|InventoryNo|InvURL)",
  "RegistryOrganisationID|(?:Model|Property)ReleaseID|LicenseeProjectReference|CopyrightRegistrationNumber|ShootID|IssueIdentifier",
  "GUID|UUID|UMID|ExclusiveID|PhotoI[Dd]|MediaI[Dd]|StudyID|SeriesNumber|SemanticInstanceID|CollectionURI|OriginalPathHashKey|\\w*ImageDigest|OriginalImage(?:Hash|MD5)",
);

const FILE_PATH = wholeName(
  "\\w*(?:Raw|Original|Source|Image|Linked|Preserved|Document|SubVersion|Clip|Windows|Save[ds]?)File-?[Nn]ame|RawFileName|CameraFilename",
  "DocumentName|[Dd]oc-?[Nn]ame|Export-?[Ff]ile-?[Nn]ame|FileName(?:AsDelivered)?|\\w*(?:FilePath|AlternatePaths|LastURL|FullPath)",
  "\\w*(?:Folder|Project|Invocation|Media|Source|Working|Image|Save)Path(?:name|Info)?|OriginPathInfo|ProjectRefPath|\\w*PosixProjectPath",
  "\\w*UncProjectPath|WorkflowURL|BaseURL|RelatedSoundFile|Related(?:Audio|Video)FileName|SourceImage(?:File|Volume)Name|ThumbURI",
  "Thumb::URI|SlicesGroupName|OriginalPath|OriginalDirectory|ManageTo|ManageUI|AbsRef|Absref|Sidecar\\w*Path|ParentReference\\d|Path(?:Name)?",
);

export const ID_RULES: readonly TagRule[] = [
  {
    code: null,
    name: /^(?:PaletteFileName|CustomPictureStyleFileName|FontFileName|Embedded\w+Name|CopyrightFileName)$/,
  },
  { code: "account_id", value: /^FBMD[0-9a-f]/i },
  { code: "account_id", name: ACCOUNT },
  { code: "file_path", name: FILE_PATH },
  { code: "document_id", name: /^About$/, value: /uuid|[0-9a-f]{16}/i },
  { code: null, name: /^\w*VersionID$/ },
  { code: "device_id", name: /^ImageUniqueID$/, group: /^MakerNotes/ },
  { code: "document_id", name: DOCUMENT, group: /^(?!JUMBF|XMP:XMP-cr[sd]|ExifTool)/ },
];
