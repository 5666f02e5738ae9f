/**
 * Coordinates in free text, in the ways in which people and programs write them. Each pattern is bounded, and what it
 * finds is looked at once more: a latitude is at most 90, a longitude at most 180.
 */

const DEGREE = "(?:°|º|˚|\\u00b0|&deg;|\\bdeg(?:rees)?\\b)";
const MINUTE = "(?:['′’´]|&#39;|\\bmin\\b)";
const SECOND = "(?:[\"″”]|''|′′|’’|&quot;|\\bsec\\b)";
/** `48°51'30"`, `48° 51.5'`, `48.8583°`, `48 deg 51' 30.00"` */
const ANGLE = `\\d{1,3}(?:[.,]\\d{1,9})?\\s?${DEGREE}(?:\\s?\\d{1,2}(?:[.,]\\d{1,6})?\\s?${MINUTE})?(?:\\s?\\d{1,2}(?:[.,]\\d{1,6})?\\s?${SECOND})?`;
const NUMBER = "[+-]?\\d{1,3}[.,]\\d{1,12}";

interface Way {
  pattern: RegExp;
  /** whether this is a position, by the pattern's groups; absent: it is */
  holds?(found: RegExpMatchArray): boolean;
}

const inRange = (latitude: string | undefined, longitude: string | undefined): boolean => {
  const [north, east] = [latitude, longitude].map((text) => Math.abs(Number((text ?? "").replace(",", "."))));
  return north !== undefined && east !== undefined && north <= 90 && east <= 180;
};

/** Two numbers alone: not a share of a width and a height, and not the same twice. */
const isPair = ([, latitude, longitude]: RegExpMatchArray): boolean =>
  inRange(latitude, longitude) &&
  latitude !== longitude &&
  !(Math.abs(Number(latitude?.replace(",", "."))) <= 1 && Math.abs(Number(longitude?.replace(",", "."))) <= 1);

/** SVG's commands of a path, and its transformations. */
const OF_A_DRAWING = "(?<!\\b[MLCSQTAHVZmlcsqtahvz]\\s?)(?<!(?:translate|scale|rotate|skew|matrix)\\()";

/** Two numbers with so many decimals, parted so; a date before them (`02.01.2024`) is no third number. */
function pair(point: string, decimals: string, parted: string): RegExp {
  const before = `(?<![\\w.,:;/+-])(?<!(?<!\\.\\d{1,2})${point}\\d{1,15}\\s?[,;/]?\\s?)${OF_A_DRAWING}${parted === "\\s" ? "(?<!\\d\\s)" : ""}`;
  const after = `(?![\\w.]|\\s?[,;/x*]\\s?[+-]?\\d+${point}\\d{3}|\\s[+-]?\\d+${point}\\d+(?:\\s?[,;/]\\s?|\\s)[+-]?\\d|${point}\\d)`;
  return new RegExp(`${before}([+-]?\\d{1,2}${point}${decimals})${parted}([+-]?\\d{1,3}${point}${decimals})${after}`);
}

const WAYS: readonly Way[] = [
  // 48°51'30"N 2°17'40"E, N 48° 51.5' E 2° 17.7', 48.8583° N, 2.2945° E
  { pattern: new RegExp(`${ANGLE}\\s?[NS]\\b[\\s,;/]{0,4}${ANGLE}\\s?[EWO]\\b`, "i") },
  { pattern: new RegExp(`\\b[NS]\\s?:?\\s?${ANGLE}[\\s,;/]{0,4}[EWO]\\s?:?\\s?${ANGLE}`, "i") },
  // one of them alone: 48.858844 °N, 48 deg 51' 31.84" N
  {
    pattern: new RegExp(
      `\\d{1,3}(?:[.,]\\d{3,12}\\s?${DEGREE}|\\s?${DEGREE}\\s?\\d{1,2}(?:[.,]\\d{1,6})?\\s?${MINUTE}(?:\\s?\\d{1,2}(?:[.,]\\d{1,6})?\\s?${SECOND})?)\\s?[NSEWO]\\b`,
    ),
  },
  // 48.8583N 2.2945E, N48.8583 E2.2945
  { pattern: /\b\d{1,2}[.,]\d{2,12}\s?[NS][\s,;/]{0,4}\d{1,3}[.,]\d{2,12}\s?[EWO]\b/ },
  { pattern: /\b[NS]\s?\d{1,2}[.,]\d{3,12}[\s,;/]{0,4}[EWO]\s?\d{1,3}[.,]\d{3,12}/ },
  // N 48 51.500 E 002 17.600
  { pattern: /\b[NS]\s?\d{1,2}\s\d{1,2}[.,]\d{2,6}[\s,;/]{0,4}[EWO]\s?\d{1,3}\s\d{1,2}[.,]\d{2,6}/ },
  // 48°51'30", 2°17'40" without letters
  {
    pattern: new RegExp(
      `[+-]?\\d{1,2}\\s?${DEGREE}\\s?\\d{1,2}\\s?${MINUTE}[^,;]{0,12}[,;]\\s?[+-]?\\d{1,3}\\s?${DEGREE}\\s?\\d{1,2}\\s?${MINUTE}`,
    ),
  },
  // XMP's own: 48,51.53064N (XMP part 2 §1.2.7.4, GPSCoordinate)
  { pattern: /\b\d{1,3},\d{1,2}(?:\.\d{2,10}|,\d{1,2})[NSEW]\b/ },
  // ISO 6709: +48.8583+002.2945/, +485130+0021740/
  {
    pattern:
      /([+-]\d{2}(?:\d{2}){0,2}(?:\.\d{1,12})?)([+-]\d{3}(?:\d{2}){0,2}(?:\.\d{1,12})?)(?:[+-]\d{1,6}(?:\.\d{1,9})?)?(?:CRS[\w:]{1,20})?\//,
  },
  { pattern: /(?<![\w.])([+-]\d{2}\.\d{3,12})([+-]\d{3}\.\d{3,12})(?![\w.])/, holds: ([, a, b]) => inRange(a, b) },
  // RFC 5870
  { pattern: /\bgeo:(-?\d{1,2}(?:\.\d{1,12})?),(-?\d{1,3}(?:\.\d{1,12})?)/i, holds: ([, a, b]) => inRange(a, b) },
  // lat=48.8583 … lon=2.2945, <lat>48.85</lat>, "latitude": 48.8583
  {
    pattern: new RegExp(
      `(?<![a-z])(?:[Ll]at(?:itude)?|LAT(?:ITUDE)?)["'>\\]\\s:=]{1,6}(${NUMBER})[\\s\\S]{0,120}?(?:[Ll]on(?:g(?:itude)?)?|[Ll]ng|LON(?:G(?:ITUDE)?)?|LNG)["'>\\]\\s:=]{1,6}(${NUMBER})`,
    ),
    holds: ([, a, b]) => inRange(a, b),
  },
  {
    pattern: new RegExp(
      `(?<![a-z])(?:[Ll]on(?:g(?:itude)?)?|[Ll]ng)["'>\\]\\s:=]{1,6}(${NUMBER})[\\s\\S]{0,120}?(?:[Ll]at(?:itude)?)["'>\\]\\s:=]{1,6}(${NUMBER})`,
    ),
    holds: ([, a, b]) => inRange(b, a),
  },
  { pattern: /GPS(?:Dest)?(?:Latitude|Longitude)["'>\]\s:=]{1,6}[+-]?\d{1,3}[.,/°\s]{1,2}\d/ },
  // KML, GeoJSON
  { pattern: /\bcoordinates\b["'>\]\s:=[]{1,12}-?\d{1,3}\.\d{1,15}\s?,\s?-?\d{1,3}\.\d{1,15}/i },
  { pattern: /\bPOINT\s?Z?\s?\(\s?-?\d{1,3}(?:\.\d{1,15})?\s-?\d{1,3}(?:\.\d{1,15})?/i },
  // addresses of map pages
  {
    pattern:
      /\b(?:maps?|google|openstreetmap|osm|bing|yandex|baidu|amap|waze)\b[^\s]{0,200}[@=/#!](?:loc:|3d|\d{1,2}\/)?-?\d{1,3}\.\d{2,12}(?:,|%2C|~|\/|!4d)-?\d{1,3}\.\d{2,12}/i,
  },
  { pattern: /[?&#](?:mlat|lat|latitude)=-?\d{1,2}\.\d+[^\s]{0,60}(?:mlon|lon|lng|longitude)=-?\d{1,3}\.\d/i },
  { pattern: /\b(?:maps\.app\.goo\.gl|goo\.gl\/maps|what3words\.com|w3w\.co)\/[\w.-]{4,60}/i },
  { pattern: /(?<![\w/:])\/\/\/[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}\b/ },
  // Open Location Code: 8FW4V75V+8Q; the short one with a town: V75V+8Q Paris
  {
    pattern:
      /(?<![\w+/])(?=[2-9]{0,10}[CFGHJMPQRVWX])[2-9C][2-9CFGHJMPQRV][2-9CFGHJMPQRVWX]{6}\+[2-9CFGHJMPQRVWX]{2,3}(?![\w+/=])/,
  },
  { pattern: /(?<![\w+/])(?=[2-9]{0,5}[CFGHJMPQRVWX])[2-9CFGHJMPQRVWX]{4}\+[2-9CFGHJMPQRVWX]{2,3},? \p{Lu}\p{L}{2}/u },
  // UTM and MGRS with blanks: 31U 448251 5411932, 31U DQ 48251 11932
  { pattern: /\b\d{1,2}\s?[C-HJ-NP-X]\s\d{6}(?:\.\d{1,3})?\s?m?E?[\s,]{1,3}\d{6,7}(?:\.\d{1,3})?\s?m?N?\b/ },
  { pattern: /\b\d{1,2}[C-HJ-NP-X]\s[A-HJ-NP-Z]{2}\s\d{4,5}\s\d{4,5}\b/ },
  // NMEA 0183
  { pattern: /\b\d{4}\.\d{2,6},[NS],\d{5}\.\d{2,6},[EW]\b/ },
  // two decimal numbers, and neither a third beside them nor another pair
  { pattern: pair("\\.", "\\d{3,15}", "°?\\s?[,;/]\\s?"), holds: isPair },
  { pattern: pair("\\.", "\\d{4,15}", "\\s"), holds: isPair },
  { pattern: pair(",", "\\d{4,15}", "\\s?[;/]?\\s"), holds: isPair },
];

/** The same to go on with behind what was found; made once, for hundreds of texts of a file are looked through. */
const SEARCHED: readonly Way[] = WAYS.map((way) => ({
  ...way,
  pattern: new RegExp(way.pattern.source, `${way.pattern.flags}g`),
}));

/** What is looked through of one text, characters. */
const MOST = 200_000;

/** Coordinates as a text writes them, or a code or an address that stands for them; null where there are none. */
export function coordinatesIn(text: string): string | null {
  if (!/\d/.test(text) && !text.includes("///")) return null;
  const piece = text.slice(0, MOST);
  for (const { pattern, holds } of SEARCHED) {
    pattern.lastIndex = 0;
    for (let found = pattern.exec(piece); found !== null; found = pattern.exec(piece)) {
      if (holds === undefined || holds(found)) return found[0];
    }
  }
  return null;
}
