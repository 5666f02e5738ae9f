import { describe, expect, it } from "vitest";
import type { TagValue } from "#picture/tag-list.ts";
import type { DisclosureCode } from "./disclosure-codes.ts";
import type { FoundTag } from "./found-tag.ts";
import { codesOfTag, discloseTag } from "./tag-rules.ts";

/** `XMP:XMP-dc:Subject`, or `PNG:Comment` where both families have one name; with a topic after `@`. */
function tag(path: string, value: TagValue): FoundTag {
  const [names = "", topic] = path.split("@");
  const parts = names.split(":");
  const name = parts.at(-1) ?? "";
  return { group: parts[0] ?? "", place: parts.at(-2) ?? "", name, value, ...(topic && { topic }) };
}

const BINARY = "(Binary data 528 bytes, use -b option to extract)";

const TOLD: readonly [DisclosureCode, string, TagValue][] = [
  ["location", "EXIF:GPS:GPSLatitude@Location", "48 deg 51' 31.84\""],
  ["location", "EXIF:GPS:GPSAltitude", "35 m"],
  ["location", "EXIF:GPS:GPSDestBearing", "101.4"],
  ["location", "EXIF:GPS:GPSAreaInformation", "Paris"],
  ["location", "EXIF:ExifIFD:GPSLongitude", "2 deg 17' 39.66\""],
  ["location", "Composite:GPSPosition", "48 deg 51' 31.84\" N, 2 deg 17' 39.66\" E"],
  ["location", "XMP:XMP-drone-dji:GPSLongtitude@Location", "2 deg 17' 39.66\" E"],
  ["location", "XMP:XMP-q:Lat", "48.858844"],
  ["location", "XMP:XMP-q:Gps_lat", "48.858844"],
  ["location", "XMP:XMP-q:Place_lng", "2.294351"],
  ["location", "EXIF:IFD0:0xe123", "secret at 48.858844, 2.294351"],
  ["location", "XMP:XMP-geo:Long", "2.294351"],
  ["location", "PNG:ExifGPSLatitude", "48/1, 51/1, 318384/10000"],
  ["location", "JUMBF:JSON:ExifGPSLongitude", "2,17.66106E"],
  ["location", "QuickTime:UserData:GPSCoordinates", "48.8588, 2.2943, 35"],
  ["location", "MakerNotes:Nikon:Altitude@Location", "35"],
  ["location_name", "IPTC:City", "Göteborg"],
  ["location_name", "IPTC:Sub-location", "Källtorp"],
  ["location_name", "IPTC:Country-PrimaryLocationName", "Sverige"],
  ["location_name", "PNG:City", "Göteborg"],
  ["location_name", "IPTC:Country/Primary Location Name", "Sverige"],
  ["keywords", "XMP:XMP-lr:hierarchicalSubject", ["Family|Jane Doe"]],
  ["caption", "IPTC:Caption/Abstract", "Jane on the beach"],
  ["serial_number", "EXIF:ExifIFD:BodySerialNumber", "053022005903"],
  ["unknown_data", "PNG:ExifMakerNote", "78, 105, 107"],
  ["location_name", "XMP:XMP-iptcCore:CreatorCity", "Mainz"],
  ["location_name", "XMP:XMP-plus:LicensorCountry", "Canada"],
  ["location_name", "XMP:XMP-iptcExt:LocationShownSublocation", "Champ de Mars"],
  ["location_name", "MakerNotes:Panasonic:Landmark", "TOUR EIFFEL"],
  ["location_name", "MakerNotes:Samsung:LocalLocationName", "Paris"],
  ["network", "XMP:XMP-cell:CellTowerID@Location", "50280"],
  ["network", "XMP:XMP-x:BSSID", "00:11:22:33:44:55"],
  ["network", "XMP:XMP-x:WifiName", "Home of the Does"],
  ["network", "MakerNotes:Samsung:MCCData@Location", "310"],
  ["person", "EXIF:IFD0:Artist@Author", "Jane Doe"],
  ["person", "EXIF:ExifIFD:Photographer", "Jane Doe"],
  ["person", "IPTC:By-line", "Jane Doe"],
  ["person", "IPTC:Writer-Editor", "Jane Doe"],
  ["person", "XMP:XMP-photoshop:CaptionWriter", "Jane Doe"],
  ["person", "XMP:XMP-iptcExt:PersonInImage", ["Jane Doe"]],
  ["person", "XMP:XMP-dc:Rights-x-default", "© Jane Doe"],
  ["person", "XMP:XMP-cc:WorkCreatorAgentTitle", "Jane Doe"],
  ["contact", "XMP:XMP-iptcCore:CreatorWorkEmail", "jane@example.org"],
  ["contact", "XMP:XMP-iptcCore:CreatorAddress", "1 Road"],
  ["contact", "XMP:XMP-plus:LicensorTelephone1", "+1 555"],
  ["face", "XMP:XMP-mwg-rs:RegionName", "Jane"],
  ["face", "XMP:XMP-mwg-rs:RegionType", ["Focus", "Face"]],
  ["face", "XMP:XMP-MP:RegionRectangle", "0.1, 0.2, 0.3, 0.4"],
  ["face", "MakerNotes:Panasonic:RecognizedFace1Name", "JANE"],
  ["face", "MakerNotes:Panasonic:BabyAge", "0001:02:03"],
  ["face", "MakerNotes:FujiFilm:Face1Birthday", "2019:01:02"],
  ["owner", "EXIF:ExifIFD:OwnerName", "Jane Doe"],
  ["owner", "MakerNotes:Canon:OwnerName", "Jane Doe"],
  ["serial_number", "EXIF:ExifIFD:SerialNumber", "053022005903"],
  ["serial_number", "MakerNotes:Canon:LensSerialNumber", "0000214e1c"],
  ["serial_number", "MakerNotes:Olympus:FlashSerialNumber", "12"],
  ["serial_number", "FLIR:CameraSerialNumber", "64501234"],
  ["device_id", "ICC_Profile:MakeAndModel", BINARY],
  ["device_id", "MakerNotes:Apple:ContentIdentifier", "1745E022-9712-43C7-B024-F308EC6413CB"],
  ["device_id", "MakerNotes:Apple:ImageUniqueID", "1745E022-9712-43C7-B024-F308EC6413CB"],
  ["device_id", "XMP:XMP-GCamera:BurstID", "1745E022"],
  ["device", "EXIF:IFD0:Model@Camera", "PowerShot S40"],
  ["device", "EXIF:IFD0:HostComputer", "iPhone 13 mini"],
  ["device", "EXIF:IFD0:TargetPrinter", "LaserJet of Jane"],
  ["device", "EXIF:IFD0:ImageDescription", "OLYMPUS DIGITAL CAMERA         "],
  ["account_id", "IPTC:SpecialInstructions", "FBMD0f000760010000"],
  ["account_id", "XMP:XMP-digiKam:PicasawebGPhotoId", "1234"],
  ["file_path", "XMP:XMP-crs:RawFileName", "IMG_4711_janedoe.CR2"],
  ["file_path", "XMP:XMP-xmpMM:DerivedFromFilePath", "C:\\Users\\janedoe\\secret.psd"],
  ["file_path", "SVG:SVG-sodipodi:Docname", "janedoe-offer.svg"],
  ["file_path", "SVG:SVG-inkscape:Export-filename", "/home/janedoe/acme.png"],
  ["file_path", "EXIF:IFD0:DocumentName", "offer.psd"],
  ["file_path", "PNG:ThumbURI", "file:///home/jane/a.png"],
  ["file_path", "XMP:XMP-zz:Whatever", "/Users/janedoe/a.png"],
  ["document_id", "XMP:XMP-xmpMM:OriginalDocumentID", "xmp.did:1"],
  ["document_id", "EXIF:ExifIFD:ImageUniqueID", "b2f7216f7a3e04a0"],
  ["document_id", "XMP:XMP-rdf:About", "uuid:faf5bdd5-ba3d-11da-ad31-d33d75182f1b"],
  ["date", "EXIF:ExifIFD:DateTimeOriginal@Time", "2024:01:02 03:04:05"],
  ["date", "EXIF:ExifIFD:OffsetTime", "+00:00"],
  ["date", "EXIF:GPS:GPSDateStamp@Time", "2024:01:02"],
  ["date", "PNG:Datecreate", "2026-11-29T07:40:36+00:00"],
  ["date", "IPTC:TimeCreated", "08:33:30+00:00"],
  ["date", "MakerNotes:Zz:Unheard@Time", "2024:01:02"],
  ["prompt", "PNG:Parameters", "a cat"],
  ["prompt", "PNG:Workflow", '{"3":{"class_type":"KSampler"}}'],
  ["prompt", "EXIF:ExifIFD:UserComment", "a cat\nNegative prompt: dog\nSteps: 28, Sampler: Euler a"],
  ["prompt", "XMP:XMP-iptcExt:AIPromptInformation", "a cat"],
  ["caption", "EXIF:IFD0:ImageDescription", "Jane on the beach"],
  ["caption", "IPTC:Caption-Abstract", "Jane on the beach"],
  ["caption", "XMP:XMP-dc:Description-de-CH", "Jane am Strand"],
  ["caption", "EXIF:ExifIFD:UserComment", "none"],
  ["keywords", "IPTC:Keywords", ["Tour Eiffel"]],
  ["keywords", "XMP:XMP-lr:HierarchicalSubject", "Family|Jane Doe"],
  ["comment", "File:Comment", "hello"],
  ["comment", "GIF:Comment", "hello"],
  ["comment", "PNG:Anything", "hello"],
  [
    "ai_generated",
    "XMP:XMP-iptcExt:DigitalSourceType",
    "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
  ],
  [
    "ai_generated",
    "JUMBF:CBOR:ActionsDigitalSourceType",
    "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia",
  ],
  ["ai_generated", "XMP:XMP-photoshop:Credit", "Made with Google AI"],
  ["ai_generated", "XMP:XMP-TC260:AIGC", '{"Label":"1"}'],
  ["credentials", "JUMBF:JUMDLabel", "c2pa"],
  ["software", "EXIF:IFD0:Software", "Adobe Photoshop 25.0"],
  ["software", "XMP:XMP-xmp:CreatorTool", "GIMP"],
  ["software", "EXIF:ExifIFD:RAWDevelopingSoftware", "darktable"],
  ["software", "MakerNotes:Canon:CanonFirmwareVersion", "Firmware Version 1.10"],
  ["history", "XMP:XMP-xmpMM:HistorySoftwareAgent", ["Adobe Photoshop"]],
  ["history", "XMP:XMP-photoshop:History", "2023 File a.tif opened"],
  ["settings", "XMP:XMP-crs:Exposure2012", "+0.50"],
  ["settings", "XMP:XMP-crs:HasSettings", "True"],
  ["thumbnail", "EXIF:IFD1:ThumbnailImage@Preview", BINARY],
  ["thumbnail", "Photoshop:PhotoshopThumbnail@Preview", BINARY],
  ["preview", "MakerNotes:Nikon:PreviewImage@Preview", BINARY],
  ["second_image", "XMP:XMP-GImage:ImageData", BINARY],
  ["second_image", "MPF:MPImage2:MPImage2", BINARY],
  ["video", "Trailer:File:EmbeddedVideo", BINARY],
  ["video", "XMP:XMP-GCamera:MotionPhoto", "1"],
  ["audio", "MakerNotes:Samsung:EmbeddedAudioFile", BINARY],
  ["depth_map", "MakerNotes:Samsung:DepthMapData", BINARY],
  ["location", "XMP:XMP-GPano:PoseHeadingDegrees", "121.5"],
  ["person", "XMP:XMP-dwc:OccurrenceRecordedBy", "Jane Doe"],
  ["unknown_data", "XMP:XMP-GCamera:ShotLogData", "Q0FNQQ=="],
  ["trailing_data", "Trailer:Vivo:JSONInfo", '{"a":1}'],
  ["layers", "EXIF:IFD0:ImageSourceData", BINARY],
  ["layers", "XMP:XMP-photoshop:TextLayerText", "my hidden words"],
];

describe("a tag", () => {
  it.each(TOLD)("discloses %s: %s = %s", (code, path, value) => {
    expect(discloseTag(tag(path, value))).toBe(code);
  });

  it.each<[string, TagValue]>([
    ["EXIF:ExifIFD:FNumber", "2.8"],
    ["EXIF:ExifIFD:ExposureTime", "1/125"],
    ["EXIF:ExifIFD:ISOSpeedLatitudeyyy", "100"],
    ["EXIF:ExifIFD:SubjectLocation", "2002 1505"],
    ["EXIF:IFD0:WhitePoint", "0.3127000034 48.3289999962"],
    ["EXIF:GPS:GPSVersionID@Location", "2.3.0.0"],
    ["EXIF:GPS:GPSMapDatum@Location", "WGS-84"],
    ["EXIF:GPS:GPSLatitudeRef@Location", "North"],
    ["EXIF:GPS:GPSLatitude@Location", "0 deg 0' 0.00\""],
    ["EXIF:GPS:GPSLatitude@Location", "NaN"],
    ["EXIF:GPS:GPSAltitude@Location", "0 m Above Sea Level"],
    ["EXIF:GPS:GPSLongitude@Location", "undef undef undef"],
    ["EXIF:ExifIFD:DateTimeOriginal@Time", "0000:00:00 00:00:00"],
    ["EXIF:ExifIFD:DateTimeOriginal@Time", "    :  :     :  :  "],
    ["EXIF:ExifIFD:SerialNumber", "0000000000"],
    ["EXIF:ExifIFD:SerialNumber", "n/a"],
    ["EXIF:ExifIFD:LensModel", "----"],
    ["EXIF:IFD0:ImageDescription", "                  "],
    ["EXIF:ExifIFD:UserComment", "\u0000\u0000\ufffd\ufffd"],
    ["EXIF:IFD0:Artist", ""],
    ["MakerNotes:Panasonic:City", "---"],
    ["MakerNotes:Canon:TimeZoneCity", "n/a"],
    ["MakerNotes:Olympus:FacesDetected", "1 0 0"],
    ["MakerNotes:Canon:CameraType", "Compact"],
    ["MakerNotes:Apple:AccelerationVector", "-0.0996 -0.9882 -0.0651"],
    ["MakerNotes:Nikon:WorldTimeLocation", "Home"],
    ["ICC_Profile:ICC-header:ProfileDateTime@Time", "1998:02:09 06:49:00"],
    ["ICC_Profile:ProfileCopyright", "Copyright (c) 1998 Hewlett-Packard Company"],
    ["ICC_Profile:ICC-header:DeviceModel", "sRGB"],
    ["File:System:FileModifyDate@Time", "2026:11:29 14:39:02+00:00"],
    ["File:System:Directory", "/home/janedoe"],
    ["File:FileType", "JPEG"],
    ["ExifTool:ExifToolVersion", "12.57"],
    ["Composite:GPSLatitude@Location", "48 deg 51' 31.84\" N"],
    ["Composite:ShutterSpeed", "1/125"],
    ["PNG:Gamma", "2.2"],
    ["PNG:ColorType", "RGB"],
    ["PNG:ExifTIFF-EPStandardID", "1, 0, 0, 0"],
    ["PNG:Iccmodel", "Linear Rec709 RGB"],
    ["JUMBF:JUMDType", "(c2pa)-0011-0010-800000aa00389b71"],
    ["XMP:XMP-iptcExt:DigitalSourceType", "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"],
    ["XMP:XMP-xmp:Rating", "4"],
    ["XMP:XMP-xmp:Label", "Yellow"],
    ["XMP:XMP-mwg-rs:RegionType", "Focus"],
    ["XMP:XMP-GCamera:MotionPhoto", "0"],
  ])("discloses nothing: %s = %s", (path, value) => {
    expect(codesOfTag(tag(path, value))).toEqual([]);
  });

  it("discloses what its text holds beside what it is", () => {
    expect(codesOfTag(tag("File:Comment", "at 48.858844,2.294351"))).toEqual(["comment", "location"]);
    expect(codesOfTag(tag("XMP:XMP-dc:Description", "see C:\\Users\\jane\\a.jpg"))).toEqual(["caption", "file_path"]);
    expect(codesOfTag(tag("EXIF:IFD0:Artist", "jane@example.org"))).toEqual(["person", "contact"]);
    expect(codesOfTag(tag("XMP:XMP-digiKam:TagsList", ["People/Jane"]))).toEqual(["keywords", "person"]);
    expect(codesOfTag(tag("XMP:XMP-xmpMM:HistoryWhen@Time", ["2024:01:02 03:04:05"]))).toEqual(["history", "date"]);
    expect(codesOfTag(tag("XMP:XMP-zz:Note", "+48.8588+002.2943/"))).toEqual(["comment", "location"]);
  });

  it("is looked through where it is a structure", () => {
    const regions = { RegionList: [{ Name: "Jane", Area: { X: "0.5" } }] };
    expect(codesOfTag(tag("XMP:XMP-mwg-rs:RegionInfo", regions))).toContain("face");
    const place = [{ City: "Paris", GPSLatitude: "48,51.5N" }];
    expect(codesOfTag(tag("XMP:XMP-iptcExt:LocationCreated", place))).toEqual(
      expect.arrayContaining(["location_name", "location"]),
    );
    expect(
      codesOfTag(tag("XMP:XMP-iptcCore:CreatorContactInfo", { CiAdrCity: "Mainz", CiEmailWork: "a@b.de" })),
    ).toEqual(expect.arrayContaining(["contact", "location_name"]));
  });

  it("of many levels is no endless work", () => {
    expect(codesOfTag(tag("XMP:XMP-zz:Deep", { City: "Paris", rest: "x" }))).toContain("location_name");
    expect(codesOfTag(tag("XMP:XMP-zz:Deep", nested(40)))).toEqual([]);
  });
});

function nested(levels: number): TagValue {
  let value: TagValue = { city: "Paris" };
  for (let level = 0; level < levels; level += 1) value = { zz: value };
  return value;
}
