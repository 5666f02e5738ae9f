import { type TagRule, wholeName } from "./tag-rule.ts";

/** Where a camera was: ExifTool's family 2 "Location", and what stands elsewhere by its name. */

/** What tells how a receiver worked, or how a camera was held, not where it was (Exif 3.0 §4.6.7). */
const SILENT = wholeName(
  "(?:Exif)?GPS(?:VersionID|\\w*Ref|Status|MeasureMode|\\w*DOP|MapDatum|Differential|HPositioningError|ProcessingMethod)",
  "(?:Exif)?GPS(?:Mode|Valid|\\w*Accuracy|SpeedAccuracy)",
  "LocationInfoVersion|LocationBody|LocationRole|LocationAccuracyHorizontal|WorldTimeLocation|RecordLocationData",
  "SubjectLocation|ItemLocation|FocusLocation\\d?|WindowLocation|SetClockFromLocationData|ISOSpeedLatitude\\w+",
  "GlobalAltitude|\\w*InfoVersion|\\w*_Unknown\\d*|Channel\\dCoordinates|\\w*ROICoordinates|POILevel|\\w*(?:YPR|XYZ|Quaternion)",
  // how a map's numbers are written
  "\\w*Units?(?:Size)?|GT(?:Model|Raster)Type|GeoTiffVersion|Chart(?:Format|MagVar\\w*)|InsetNWPixel[XY]|Frame(?:Base)?View|AirSpeed",
  // attitude and acceleration
  "(?:\\w*(?:Roll|Pitch|Tilt)(?:Degree|Angle)?|GimbalReverse|CamReverse|Accel\\w*|Gyro\\w*|AngularVelocity|GSensor|RawGSensor)",
  "(?:Camera|Plane|Earth)?Pos(?:e|Rotation)\\w*|CameraMotion|CameraPan|AngleAxis|Magnet(?:ic|o)\\w+|Mag(?:Mode)",
  "(?:Flight[XYZ]Speed|Speed[XYZ]|VerticalSpeed|Unknown\\w*|Checksum|TextEncoding|RtkFlag|FusionMode|GyroMode|RotMode)",
);

/** Cell towers and wireless networks: databases tell where each of them stands. */
const NETWORK = wholeName(
  "Cell(?:TowerI[Dd]|GlobalI[Dd]|I[Dd]|R)|LocationAreaCode|TrackingAreaCode|Mobile(?:Country|Network)Code|MCC(?:_?Data)?|MNC",
  "\\w*(?:BSSID|Bssid|SSID|Ssid)s?\\w*|W(?:i|I)-?[Ff]i(?:Name|ID|Address|Network|List|Scan|RSSI)?\\w*",
  "\\w*(?:MAC|Mac|IP|Bluetooth|Network)Address(?:es)?|BluetoothName|CellTower\\w*|NetworkName|Beacon\\w*",
);

const MEASURED = wholeName(
  "(?:Exif|XMP|Xmp)?GPS[A-Z]?\\w*",
  "\\w*(?:[Ll]atitude|[Ll]ongitude|Longtitude|Altitude)(?:\\d|Point\\d|Raw)?",
  "(?:[Gg]eo)?(?:Lat|Lon|Lng|Long)|[Gg]eo(?:[Tt]ag|[Hh]ash|[Uu]ri|URI|[Pp]oint|[Cc]oord\\w*|Position|location|Location)?",
  "[Gg]ps(?:[_A-Z]\\w*)?|\\w+_(?:lat|lon|lng|long|latitude|longitude)|\\w*Coordinates?|Coords?|LatL(?:on|ng|ong)|UTM\\w+|PlusCode|MGRS|What3[Ww]ords|MapURL|ModelTiePoint|ModelTransform",
  "Rtk\\w+|EarthPos\\w*|CameraDirection|(?:Gimbal|Flight)?Yaw(?:Degree|Angle)?|CameraYaw|DC\\w*(?:Elevation|Depth|Footprint)\\w*",
);

/** IPTC, XMP, Darwin Core, and what cameras look up in a table of their own; a maker's address names a city too. */
const NAMES = wholeName(
  "\\w*City\\d?(?:Code)?|Sub-?[Ll]ocation|State|Province\\w*|Province(?:-|/)State|Country\\w*|Country[-/ ]\\w+|Landmark",
  "Location(?:Name|Note|Info\\w*)?|LocalLocationName|ContentLocation(?:Name|Code)|ShotLocation|Place(?:Name|s)?|Venue",
  "(?:LocationCreated|LocationShown|RatingRegion)\\w*|World(?:Region|City)|StateOrProvince|Geography|Continent|Municipality",
  "(?:Creator|Licensor)(?:City|Region|Country|PostalCode|State)|CiAdr(?:City|Region|Ctry|Pcode)|PostalCode|ZipCode|County",
  "(?:Recording|Filming|Shooting)Location|Coverage|Neighbou?rhood|Island|Locality|DCTermsLocation|DC(?:Verbatim)?Locality",
);

export const LOCATION_RULES: readonly TagRule[] = [
  { code: "location", name: /^(?:PoseHeadingDegrees|Compass\w*)$/ },
  { code: null, name: SILENT },
  { code: null, name: /^(?:CountryCodeMethod|AppleStoreCountry|WindowLocation|StateID|AdjustmentState)$/ },
  { code: "network", group: /XMP-cell/ },
  { code: "network", name: NETWORK },
  { code: "date", name: /GPS(?:Date|Time)(?:Stamp|Time(?:Raw)?)?$/ },
  { code: "location", name: /GPS(?:Altitude|Latitude|Longitude)$/ },
  { code: "location_name", name: NAMES },
  { code: "location", name: MEASURED },
];

/** What ExifTool counts as a location, and no line above. */
export const LOCATION_TOPIC: readonly TagRule[] = [
  { code: "location_name", topic: "Location", group: /XMP-dwc/ },
  // Telemetry of recorders: what is no number about the camera's own state has been told apart above.
  { code: "location", topic: "Location" },
];
