import type { FormatId } from "#picture/formats.ts";

/** A kind of file that does not open yet: a whole name (`a HEIC picture`) and a short one (`HEIC`). */
export interface ClosedKind {
  what: string;
  short: string;
}

/** What the first bytes say: a format that opens, or one that people know by a name but that does not open yet. */
export type Signature = { opens: FormatId } | { closed: ClosedKind };

/** The ISO base media brands (ISO/IEC 14496-12 §4.3) and what their files are called. */
const BRANDS: readonly (readonly [pattern: RegExp, signature: Signature])[] = [
  [/^avif$/, { opens: "avif" }],
  [/^(heic|heix|heim|heis|hevc|hevx|hevm|hevs)$/, { opens: "heic" }],
  [/^avis$/, { opens: "avifs" }],
  [/^crx $/, { closed: { what: "a Canon CR3 raw picture", short: "CR3" } }],
  [/^(mif1|mif2|msf1|miaf)$/, { closed: { what: "a HEIF picture", short: "HEIF" } }],
];

const START: readonly (readonly [offset: number, bytes: string, signature: Signature])[] = [
  [0, "\xff\xd8\xff", { opens: "jpeg" }],
  [0, "\x89PNG\r\n\x1a\n", { opens: "png" }],
  [0, "GIF87a", { opens: "gif" }],
  [0, "GIF89a", { opens: "gif" }],
  [0, "II*\0\x10\0\0\0CR", { closed: { what: "a Canon CR2 raw picture", short: "CR2" } }],
  [0, "II*\0", { opens: "tiff" }],
  [0, "MM\0*", { opens: "tiff" }],
  [0, "II+\0", { opens: "tiff" }],
  [0, "MM\0+", { opens: "tiff" }],
  [0, "8BPS", { closed: { what: "a Photoshop picture", short: "PSD" } }],
  [0, "\xff\x0a", { closed: { what: "a JPEG XL picture", short: "JPEG XL" } }],
  [0, "\0\0\0\x0cJXL \r\n\x87\n", { closed: { what: "a JPEG XL picture", short: "JPEG XL" } }],
  [0, "\0\0\0\x0cjP  \r\n\x87\n", { closed: { what: "a JPEG 2000 picture", short: "JPEG 2000" } }],
  [0, "\xff\x4f\xff\x51", { closed: { what: "a JPEG 2000 picture", short: "JPEG 2000" } }],
  [0, "II\xbc\x01", { closed: { what: "a JPEG XR picture", short: "JPEG XR" } }],
  [0, "FUJIFILMCCD-RAW", { closed: { what: "a Fujifilm RAF raw picture", short: "RAF" } }],
  [0, "IIRO", { closed: { what: "an Olympus ORF raw picture", short: "ORF" } }],
  [0, "IIRS", { closed: { what: "an Olympus ORF raw picture", short: "ORF" } }],
  [0, "MMOR", { closed: { what: "an Olympus ORF raw picture", short: "ORF" } }],
  [0, "IIU\0", { closed: { what: "a Panasonic RW2 raw picture", short: "RW2" } }],
  [6, "HEAPCCDR", { closed: { what: "a Canon CRW raw picture", short: "CRW" } }],
  [0, "\0MRM", { closed: { what: "a Minolta MRW raw picture", short: "MRW" } }],
  [0, "FOVb", { closed: { what: "a Sigma X3F raw picture", short: "X3F" } }],
  [0, "%PDF-", { closed: { what: "a PDF document", short: "PDF" } }],
  [0, "%!PS-Adobe", { closed: { what: "a PostScript document", short: "PostScript" } }],
  [0, "gimp xcf", { closed: { what: "a GIMP picture", short: "XCF" } }],
  [0, "\x8aMNG\r\n\x1a\n", { closed: { what: "an MNG animation", short: "MNG" } }],
  [0, "qoif", { closed: { what: "a QOI picture", short: "QOI" } }],
  [0, "DDS ", { closed: { what: "a DDS texture", short: "DDS" } }],
  [0, "\x76\x2f\x31\x01", { closed: { what: "an OpenEXR picture", short: "OpenEXR" } }],
  [0, "#?RADIANCE", { closed: { what: "a Radiance HDR picture", short: "HDR" } }],
];

/** Sizes that a BMP's second header may have, in bytes (OS/2 1 and 2, Windows 3 to 5). */
const BMP_HEADERS = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

/** The format by its first bytes, or null where they name no picture that we know of. Reads no text formats. */
export function signatureOf(head: Buffer): Signature | null {
  const text = head.subarray(0, 1024).toString("latin1");
  for (const [offset, bytes, signature] of START) if (text.startsWith(bytes, offset)) return signature;
  if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) return { opens: "webp" };
  if (text.startsWith("ftyp", 4)) return brandOf(head, text);
  if (text.startsWith("BM") && head.length > 18 && BMP_HEADERS.has(head.readUInt32LE(14))) {
    return { opens: "bmp" };
  }
  if (isIcon(head)) return head[2] === 1 ? { opens: "ico" } : { closed: { what: "a CUR cursor", short: "CUR" } };
  if (text.includes("%PDF-")) return { closed: { what: "a PDF document", short: "PDF" } };
  return null;
}

function brandOf(head: Buffer, text: string): Signature | null {
  const end = Math.min(head.readUInt32BE(0), text.length);
  const brands = [text.slice(8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(text.slice(at, at + 4));
  const major = BRANDS.find(([pattern]) => pattern.test(text.slice(8, 12)));
  if (major === undefined) return null;
  // A sequence is one by its main brand, whatever it is compatible with.
  if (text.startsWith("avis", 8)) return major[1];
  return BRANDS.find(([pattern]) => brands.some((brand) => pattern.test(brand)))?.[1] ?? null;
}

/** An ICONDIR with at least one entry whose reserved byte is 0. */
function isIcon(head: Buffer): boolean {
  if (head.length < 22 || head.readUInt16LE(0) !== 0) return false;
  const type = head.readUInt16LE(2);
  return (type === 1 || type === 2) && head.readUInt16LE(4) > 0 && head[9] === 0 && head.readUInt32LE(14) > 0;
}
