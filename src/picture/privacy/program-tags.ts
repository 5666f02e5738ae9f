import { type TagRule, wholeName } from "./tag-rule.ts";

/** What was done to a picture, and by which programs. */

const SOFTWARE = wholeName(
  "\\w*Software(?:Version|Release)?|CreatorTool|CreatorSubTool|CreatorApp\\w*|Creat(?:ing|or)Application|XMPToolkit|Toolkit|Generator",
  "\\w*Firmware(?:Version|Revision|Name|Date|ID)?s?\\d?|FirmwareVersionLookAhead|OriginatingProgram|ProgramVersion|(?:Writer|Reader)Name",
  "Encoder(?:Version|ID|Settings|Vendor)?|Encoded(?:With|By)|App(?:Name|Version)|Application(?:Name|Version)?|(?:Camera)?AppInfo\\w*",
  "PreviewApplication(?:Name|Version)|Producer|ProducerKeywords|AndroidVersion|Version|(?:Claim_?[Gg]enerator\\w*)|HandlerDescription",
  "EpsonSoftware|NikonCaptureVersion|JPEGEncoder|PlayerVersion|CompressorName|OSVersion|AndroidRelease|BuildNumber|Converter",
);

/** XMP Media Management's lists of what was done and of what it was made from. */
const HISTORY = wholeName(
  "(?:History|DerivedFrom|Ingredients|ManagedFrom|RenditionOf|ManifestReference|Manifest|Versions|Pantry)\\w*",
  "ImageHistory|DocumentHistory|PhotoshopHistory|NikonCaptureEditVersions|HistoryXmlPacket|EditHistory|ChangeLog",
);

/** Namespaces in which developers and editors keep what they did with a picture. */
const DEVELOPERS =
  /XMP-(?:cr[sd]|aas|as|darktable|rt|lr-preset|dpp|alienskin|ON1|on1|luminar|prm|nik\w*|dxo\w*|c1|captureone|acdsee-\w+|capture)$|CanonVRD|CanonDR4|NikonCapture|SonyIDC|PhotoMechanic|JSON:(?:JSON|Samsung)$/;

export const PROGRAM_RULES: readonly TagRule[] = [
  { code: "settings", group: DEVELOPERS },
  {
    code: "settings",
    name: /^(?:HasSettings|ProcessVersion|PrivateRTKInfo|RawDevSettings|HasCrop|AlreadyApplied|LightroomWorkflow)$/,
  },
  { code: null, name: /Placed(?:ResolutionUnit|[XY]Resolution)$/ },
  { code: "history", name: HISTORY, group: /^(?!JUMBF|MakerNotes)/ },
  { code: "history", name: /^(?:History|Manager(?:Variant)?)$/, group: /XMP-(?:photoshop|xmpMM|crs)/ },
  {
    code: null,
    name: /^(?:Version|Converter|HandlerDescription|Application)$/,
    group: /^(?!SVG|XMP:XMP-(?:sdc|ics|getty)|PNG)/,
  },
  { code: "software", name: SOFTWARE, group: /^(?!JUMBF)/ },
];
