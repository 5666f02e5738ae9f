import { type TagRule, wholeName } from "./tag-rule.ts";

/** Who took a picture, who is in it, whose camera it is, and how to reach them. */

const OWNER = wholeName("(?:Short|Camera)?Owner(?:Name)?", "FileOwner", "CameraOwnerName");

const CONTACT = wholeName(
  "Contact(?:Info|Names?|Details)?|Creator(?:ContactInfo|Work(?:Email|Telephone|URL)|Address)",
  "Ci(?:Tel|Email|Url|Adr)\\w*",
  "Licensor(?:Email|URL|StreetAddress|ExtendedAddress|Telephone\\d|TelephoneType\\d)",
  "\\w*(?:E-?mail(?:Address)?|EMail|PhoneNumber|Telephone|CellPhone|HomePhone|BusinessPhone)|Address\\d?|StreetAddress",
  "(?:Home|Business|Mailing|Other)Address|AttributionURL|WebStatement|(?:Author|Artist|Creator|Copyright|UserWeb)?URL|URL_List",
);

/** IPTC Core and Extension, PLUS, Exif 3.0 (0xa437 Photographer, 0xa438 ImageEditor), DICOM, Windows. */
const PERSON = wholeName(
  "Artist\\d?|OriginalArtist|AlbumArtist|By-?[Ll]ine(?:Title)?|Photographer|ImageEditor|CaptionWriter|Writer-?/?Editor|Writer|Editor",
  "Authors?|XPAuthor|Author(?:Name|Identifier|sPosition)|AuthorsPosition|LastAuthor|CameraProfilesAuthor|CaptionsAuthorNames",
  "Creator(?:Name|Identifier|Role|JobTitle)?|WorkCreator\\w*|WorkRights\\w*|WorkContributor\\w*|WorkPublisher\\w*|Contributors?",
  "Contributor(?:Name|Identifier|Role)|Publisher|Director|Performers?|Composer|Composer|Producers",
  "Person(?:InImage|Heard)\\w*|Person|People|Personality|PersonDisplayName|OrganisationInImage(?:Name|Code)|AIPromptWriterName",
  "(?:ImageCreator|ImageSupplier|CopyrightOwner|EndUser|(?:Artwork)?Licensor|Licensee|ArtworkCreator|ArtworkCopyrightOwner)(?:Name)?",
  "Copyright|CopyrightNotice|ArtworkCopyrightNotice|Rights|RightsOwner|RightsAgent|Credit|Source|AttributionName",
  "(?:Last(?:Modified|Saved)|Created|Approved|Comment|Edited|Taken|Uploaded)By|UserName|ClientName|Manager|Operator|CameraOperator",
  "ScanOperatorID|MetadataLastEditor(?:Name)?|MetadataAuthorityName|Patient\\w+|(?:First|Last|Middle|Given|Full|Formatted)Name",
  "ModelAge|MinorModelAgeDisclosure|AdditionalModelInformation|PhotoFinisherName|Agency|Photo(?:grapher)?Credit|CreatorIdentity|RoutedTo|Thumbnail(?:Artist|Copyright)|SupplyChainSourceName|ArtworkSource",
  "\\w*(?:RecordedBy|IdentifiedBy|GeoreferencedBy|DeterminedBy)|Actors|MDLabName",
);

/** Named or marked: the Metadata Working Group's regions, Microsoft's, IPTC's, and the makers' own lists of faces. */
const FACE = wholeName(
  "Region(?:Name|PersonDisplayName|Rectangle)|ImageRegionName|BabyName|BabyAge|PetName|PetAge",
  "(?:RecognizedFace|Face)\\d+(?:Name|Age|Birthday|Category)|FaceName|FaceID|DetectedFace(?:ID|Bounds)|PersonName",
);

export const PEOPLE_RULES: readonly TagRule[] = [
  { code: "owner", name: OWNER, group: /^(?!XMP:XMP-xmpRights|RIFF)/ },
  { code: "person", name: /^(?:Owner|OwnerID)$/ },
  { code: "face", name: FACE },
  { code: "face", name: /^RegionType$/, value: /\b(?:face|person)\b/i },
  { code: "face", name: /^(?:RegionInfo(?:MP)?|Regions)$/, value: /PersonDisplayName|Rectangle|"Type":"Face"/i },
  { code: "contact", name: CONTACT },
  // What the SVG, DPX or PostScript file calls its creator is a program; a PNG's source is a device.
  { code: "software", name: /^(?:Creator|Producer)$/, group: /^(?:File|PDF|PostScript|SVG|HTML|XMP:XMP-pdf)/ },
  { code: "device", name: /^Source$/, group: /^PNG/ },
  { code: "document_id", name: /^(?:Source|Relation)$/, group: /XMP-dc/ },
  { code: "person", name: PERSON, group: /^(?!ICC_Profile|XMP:XMP-cr[sd])/ },
];
