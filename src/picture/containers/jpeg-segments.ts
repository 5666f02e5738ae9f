import { byte, latin1, startsWith, u16be, u32be } from "./bytes.ts";
import type { Stretch } from "./jpeg-stretches.ts";
import type { Part, PartKind } from "./part.ts";
import { CONTINUED } from "./pieces.ts";

/** How an application segment begins, what it is then, and how long that beginning is. */
interface Application {
  marker: number;
  begins: string;
  kind: PartKind;
  label?: string;
  /** of the head before the content, bytes; absent: the beginning itself */
  head?: number;
}

const app = (n: number, begins: string, kind: PartKind, label?: string, head?: number): Application => ({
  ...{ marker: 0xe0 + n, begins, kind },
  ...(label !== undefined && { label }),
  ...(head !== undefined && { head }),
});

const XMP_HEAD = "http://ns.adobe.com/xap/1.0/\0";
const EXTENDED_XMP_HEAD = "http://ns.adobe.com/xmp/extension/\0";
/** Behind that: a GUID of 32 digits, the whole length and the place in it, 4 bytes each (XMP part 3, section 1.1.3.1). */
const EXTENDED_XMP_BYTES = EXTENDED_XMP_HEAD.length + 40;

/** Who writes what into which segment: Exif 3.0, XMP part 3, ICC.1 annex B.4, CIPA DC-007, ISO/IEC 19566-5, ExifTool. */
const APPLICATIONS: readonly Application[] = [
  app(0, "JFIF\0", "structure", "JFIF"),
  app(0, "JFXX\0", "thumbnail", "JFXX", 6),
  app(0, "AVI1", "structure", "AVI1"),
  app(1, "Exif\0", "exif", "Exif", 6),
  app(1, XMP_HEAD, "xmp"),
  app(1, EXTENDED_XMP_HEAD, "xmp", undefined, EXTENDED_XMP_BYTES),
  app(1, "<?xpacket", "xmp", undefined, 0),
  app(1, "<x:xmpmeta", "xmp", undefined, 0),
  app(1, "FLIR\0", "maker_data", "FLIR"),
  app(1, "QVCI", "maker_data", "Casio"),
  app(1, "PARROT\0", "maker_data", "Parrot"),
  app(2, "ICC_PROFILE\0", "colour", "ICC", 14),
  app(2, "MPF\0", "structure", "MPF"),
  app(2, "FPXR\0", "maker_data", "FlashPix"),
  app(2, "urn:iso:std:iso:ts:21496:-1\0", "structure", "ISO 21496-1"),
  app(3, "Meta\0", "exif", "Meta", 6),
  app(3, "META\0", "exif", "Meta", 6),
  app(3, "Exif\0", "exif", "Exif", 6),
  app(3, "Stim\0", "structure", "Stim"),
  app(3, "_JPSJPS_", "structure", "JPS"),
  app(4, "SCALADO\0", "maker_data", "Scalado"),
  app(4, "FPXR\0", "maker_data", "FlashPix"),
  app(5, "RMETA\0", "maker_data", "Ricoh"),
  app(5, "ssuniqueid\0", "maker_data", "Samsung"),
  app(6, "EPPIM\0", "maker_data", "Toshiba"),
  app(6, "GoPro\0", "maker_data", "GoPro"),
  app(6, "TDHD", "maker_data", "TDHD"),
  app(6, "DTAT\0", "maker_data", "DJI"),
  app(7, "PENTAX \0", "maker_data", "Pentax"),
  app(7, "HUAWEI\0", "maker_data", "Huawei"),
  app(7, "DJI-DBG\0", "maker_data", "DJI"),
  app(7, "Qualcomm", "maker_data", "Qualcomm", 0),
  app(8, "SPIFF\0", "structure", "SPIFF"),
  app(10, "UNICODE\0", "comment", "UNICODE"),
  app(11, "HDR_RI", "structure", "JPEG-HDR"),
  app(12, "Ducky", "text", "Ducky"),
  app(12, "[picture info]", "maker_data", "picture info", 0),
  app(13, "Photoshop 3.0\0", "photoshop", "Photoshop 3.0"),
  app(13, "Adobe_Photoshop2.5:", "photoshop", "Photoshop 2.5", 27),
  app(13, "\x1c\x01", "iptc", undefined, 0),
  app(13, "\x1c\x02", "iptc", undefined, 0),
  app(13, "Adobe_CM\0", "structure", "Adobe_CM"),
  app(14, "Adobe", "structure", "Adobe"),
  app(15, "TEXT\0", "comment", "TEXT"),
];

/** Exif otherwise than by the letter: small letters, bytes before it, in a segment of another number (as ExifTool reads it). */
const ODD_EXIF = /^([\s\S]{0,4})exif\0[\s\S](?:II\*\0|MM\0\*)/i;

/** Photoshop's "Save for Web" writes the quality, and behind it a comment and a copyright where there are some, bytes. */
const DUCKY_QUALITY = 19;

/** Of a segment's bytes that its kind is told by. */
export const SEGMENT_HEAD = 96;

const NAMES: Record<number, string> = {
  ...{ 196: "DHT", 200: "JPG", 204: "DAC", 216: "SOI", 217: "EOI", 218: "SOS", 219: "DQT", 220: "DNL" },
  ...{ 221: "DRI", 222: "DHP", 223: "EXP", 254: "COM", 1: "TEM" },
};

function nameOf(marker: number): string {
  if (marker >= 0xe0 && marker <= 0xef) return `APP${marker - 0xe0}`;
  if (marker >= 0xf0 && marker < 0xfe) return `JPG${marker - 0xf0}`;
  if (marker >= 0xd0 && marker < 0xd8) return `RST${marker - 0xd0}`;
  return NAMES[marker] ?? `SOF${marker - 0xc0}`;
}

/** The part that a stretch of a JPEG is. `body` is what stands behind a segment's length, its beginning at least. */
export function partOfStretch({ what, offset, bytes, marker }: Stretch, body: Uint8Array): Part {
  if (what === "not_walked") return { offset, bytes, kind: "not_walked", name: "rest" };
  if (what === "scan") return { offset, bytes, kind: "pixels", name: "scan" };
  if (what === "fill") return { offset, bytes, kind: "padding", name: "fill" };
  if (what === "stray") return { offset, bytes, kind: "unknown", name: "data", content: { offset, bytes } };
  const name = nameOf(marker);
  if (what === "broken") return { offset, bytes, kind: "broken", name };
  if (what === "marker") return { offset, bytes, kind: "structure", name };
  const part = (kind: PartKind, head: number, label?: string): Part => {
    const from = Math.min(bytes, 4 + head);
    const content = { offset: offset + from, bytes: bytes - from };
    return { offset, bytes, kind, name, ...(label && { label }), content };
  };
  if (marker === 0xfe) return part("comment", 0);
  if (marker >= 0xf0) return part("unknown", 0);
  if (marker < 0xe0 || marker > 0xef) return { offset, bytes, kind: "structure", name };
  if (marker === 0xeb && startsWith(body, "JP")) return part("credentials", jumbfHead(body), jumbfLabel(body));
  const known = APPLICATIONS.find((one) => one.marker === marker && startsWith(body, one.begins));
  if (known?.begins === EXTENDED_XMP_HEAD)
    return part("xmp", EXTENDED_XMP_BYTES, latin1(body, known.begins.length, 32));
  if (known?.label === "Ducky" && bytes <= DUCKY_QUALITY) return part("structure", known.begins.length, known.label);
  if (known !== undefined) return part(known.kind, known.head ?? known.begins.length, known.label);
  const [, before] = ODD_EXIF.exec(latin1(body)) ?? [];
  if (before !== undefined) return part("exif", before.length + 6, "Exif");
  // Some cameras write a larger copy of the picture into segments of its own (Hewlett-Packard, Samsung).
  if (startsWith(body, "\xff\xd8\xff")) return part("preview", 0);
  return part("unknown", 0, leadingName(body));
}

/**
 * Behind "JP": the number of the box, 2 bytes, and of the packet, 4 (ISO/IEC 19566-5 annex D). Packets after the first
 * one say the box's length and type once more, which is not of the content.
 */
function jumbfHead(body: Uint8Array): number {
  if (u32be(body, 4) <= 1) return 8;
  return u32be(body, 8) === 1 ? 24 : 16;
}

/** Packets of one box have its number in common. */
const jumbfLabel = (body: Uint8Array): string => `JUMBF ${u16be(body, 2)}`;

/** The name that nearly every application's segment begins with. */
function leadingName(body: Uint8Array): string | undefined {
  const [name] = /^[\x20-\x7e]{2,40}/.exec(latin1(body)) ?? [];
  return name?.trim() || undefined;
}

/** JFIF's own thumbnail, plain RGB behind the two numbers that say its size (JFIF 1.02). */
export function jfifThumbnail(part: Part, body: Uint8Array): Part[] {
  const bytes = Math.min(3 * byte(body, 12) * byte(body, 13), part.bytes - 18);
  if (part.label !== "JFIF" || bytes <= 0) return [];
  const offset = part.offset + 18;
  return [{ offset, bytes, kind: "thumbnail", name: "RGB", content: { offset, bytes } }];
}

/** An Exif segment that goes on from the one before: it has no header of its own. */
export const goesOn = (part: Part, body: Uint8Array): boolean =>
  part.kind === "exif" && !/^(II|MM)/.test(latin1(body, (part.content?.offset ?? 10) - part.offset - 4, 2));

export const continued = (part: Part): Part => ({ ...part, label: CONTINUED });
