import { type TagRule, wholeName } from "./tag-rule.ts";

/** Which device took a picture: one of its kind by a number, or only its kind. */

const SERIAL = /^(?!DefaultsSpecific)\w*Serial(?:s|No|Num|Number|Numbers)?(?:Hash)?\d?$/;

/** What only one device, one memory or one moment of a device has. */
const DEVICE_ID = wholeName(
  "ContentIdentifier|MediaGroupUUID|BurstUUID|\\w*Burst(?:I[Dd]|GroupID)|PhotoIdentifier|LivePhotoI[Dd]",
  "ImageCaptureReq(?:ue)?stID|ApplePhotos\\w+(?:Identifier|Signature)|RunTimeValue|CameraIdentifier",
  "(?:Unique)?(?:Camera|Device|Machine)(?:UniqueI[Dd]|UUID|UID|GUID|Guid|Uuid)|UniqueCameraI[Dd]|(?:Unique)?DeviceI[Dd]",
  "RecDeviceOwnersDeviceId|MachineID|OceIDNumber|IMEI|UDID|AndroidI[Dd]|UniqueID|MediaUniqueID|SensorID|Imager?BoardID",
  "DeviceIdentifier|MicroscopeID|ManufactureDate\\d?|CaptureDeviceFID|DroneI[Dd]|AircraftI[Dd]|MediaUID|SDCardID",
);

/** Models: Exif, XMP, and those maker notes that say more than Exif does. */
const DEVICE = wholeName(
  "Make|Model\\d?|(?:Unique|Localized)CameraModel|Camera(?:Make|Model|MakeModel|Maker|Manufacturer|Name|Type\\d?)|CameraModelName",
  "Lens(?:Model|Make|ID|Type\\d?|TypeMake|TypeModel|Info|Spec|Name|Manufacturer|Maker)?|RFLensType|ConversionLens|ObjectiveLens",
  "HostComputer|TargetPrinter|Printer(?:Name|Model)?|PrintInfo2?|WindowsDEVMODE|Macintosh(?:NS)?PrintInfo",
  "(?:Canon|Sony|Pentax|Minolta|Samsung)Model(?:ID|Type)|PentaxModelType|(?:Ricoh|Kodak|Fuji|GE)(?:Make|Maker|Model)\\d?|ModelName",
  "Device(?:Name|Type|Model|Make|Manufacturer|Codename|HardwareRevision)?|RecDevice\\w*|Scanner(?:Make|Model|VendorID|ProductID)|InputDeviceName",
  "(?:Flash|Extender|Filter)(?:Make|Manufacturer|Model)|(?:Camera)?VendorInfo\\w*|Android(?:Make|Manufacturer|Model)",
  "Manufacturer|Vendor|DigitalBack|BackType|Teleconverter|Drone(?:Model|Name)|ProductName|CameraID|ThumbnailEquip(?:Make|Model)|CameraProfiles(?:Make|Model|Lens\\w*|CameraPrettyName|UniqueCameraModel)|ExifCameraInfo",
);

/** What cameras write where a caption belongs. */
const CANNED_CAPTION =
  /^(?:(?:OLYMPUS|MINOLTA|KONICA|KODAK|PENTAX|CASIO|SANYO|SAMSUNG|Samsung|FUJI\w*|RICOH|NIKON|HP|Digital Still|SEIKO EPSON)[\w .,-]*(?:CAMERA|Camera|DSC|Techwin)[\w .-]*|SONY DSC|Exif[ _]JPEG(?:[ _]PICTURE)?|DCIM\W?\d*|DSC|LG\w* Phone|hdr?)$/;

export const DEVICE_RULES: readonly TagRule[] = [
  { code: "device_id", name: /^(?:MakeAndModel)$/, group: /^ICC_Profile/ },
  { code: null, group: /^ICC_Profile/ },
  { code: "serial_number", name: SERIAL },
  { code: "device_id", name: DEVICE_ID },
  // `Compact`, `EOS Mid-range`
  { code: null, name: /^CameraType$/, group: /Canon$/ },
  { code: "device", name: DEVICE, group: /^(?!XMP:XMP-(?:cr[sd]|GPano|plus)|JUMBF|GeoTiff)/ },
  { code: "device", name: /^(?:ImageDescription|Caption|Description|UserComment|Comment)$/, value: CANNED_CAPTION },
];
