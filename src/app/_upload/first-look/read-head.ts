import exifr from "exifr";
import { type HeadBlocks, noHeadBlocks } from "#picture/containers/head-blocks.ts";
import { headReaderOf } from "#picture/containers/head-reader.ts";
import type { RawGroup, RawValue } from "#picture/metadata.ts";
import { unescaped } from "#picture/xml-text.ts";

/** What the groups of one file say, by the names that exifr gives, values as they are in the file. */
export interface Head {
  exif: RawGroup;
  gps: RawGroup;
  iptc: RawGroup;
  xmp: RawGroup;
  /** true where a small copy of the picture is inside */
  copy: boolean;
  /** true where something is inside that could not be read here */
  cut: boolean;
}

/** Dates stay texts: made into moments they would be shifted by the zone of whoever looks. */
const OPTIONS = {
  mergeOutput: false,
  reviveValues: false,
  translateValues: false,
  makerNote: false,
  userComment: false,
  ifd1: true,
  iptc: true,
  xmp: { parse: false },
} as const;

/** A JPEG segment holds so much; larger packets are left to the server, bytes. */
const MAX_XMP = 65_000;

/**
 * Reads what the head of a file says of it: chunks of 64 KB, whatever its size. `null` for a format that is not looked
 * into here, and for a container without what every one has. Throws what exifr throws for a broken file, and may go round for ever in a hostile one: it belongs into a
 * worker that can be ended.
 */
export async function readHead(file: Blob): Promise<Head | null> {
  const opener = await headReaderOf(file);
  if (opener === null) return null;
  if (opener === "exifr") {
    const said = groups(await exifr.parse(file, OPTIONS));
    return headOf(said, typeof said.xmp === "string" ? said.xmp : null, noHeadBlocks());
  }
  const blocks = await opener(file);
  if (blocks === null) return null;
  const { exif, xmp } = blocks;
  const said = exif === null || exif.length < 16 ? {} : groups(await exifr.parse(exif, OPTIONS));
  return headOf(said, xmp, blocks);
}

async function headOf(
  said: Record<string, unknown>,
  xmp: string | null,
  { texts, cut }: Pick<HeadBlocks, "texts" | "cut">,
): Promise<Head> {
  // XMP may be UTF-16, and the root had another name before 2005: exifr knows neither.
  const packet = xmp === null ? null : await parseXmp(xmp.replaceAll("\0", "").replaceAll("x:xapmeta", "x:xmpmeta"));
  const { ifd0, exif, ifd1, gps, iptc } = said;
  return {
    exif: { ...plainGroup(texts), ...plainGroup(ifd0), ...plainGroup(exif) },
    gps: plainGroup(gps),
    iptc: plainGroup(iptc),
    xmp: packet ?? {},
    copy: Number(plainGroup(ifd1).ThumbnailLength) > 0 || packet?.Thumbnails !== undefined,
    // exifr tells of what it could not read beside what it could.
    cut: cut || "errors" in said || (xmp !== null && packet === null),
  };
}

/** A packet by itself, in the smallest JPEG that exifr reads; null where it cannot be read here. */
async function parseXmp(text: string): Promise<RawGroup | null> {
  const body = new TextEncoder().encode(`http://ns.adobe.com/xap/1.0/\0${text}`);
  // exifr finds nothing below another prefix, and says so of no one.
  if (body.length > MAX_XMP || !/<rdf:Description[\s/>]/.test(text)) return null;
  const length = body.length + 2;
  const head = [0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 255];
  const jpeg = Uint8Array.from([...head, ...body, 0xff, 0xd9]);
  const options = { ...OPTIONS, tiff: false, iptc: false, xmp: true };
  const found = groups(await exifr.parse(jpeg, options).catch((error) => ({ errors: [error] })));
  if ("errors" in found) return null;
  // By namespace, of which no reader of the record knows: one group, as on the server; two have a `History`.
  const all = Object.values(found).map(plainGroup);
  const log = plainGroup(found.photoshop).History;
  const media = all.map(({ History }) => History).find((history) => typeof history === "object");
  return Object.assign({}, ...all, { History: media ?? null, PhotoshopHistory: log ?? null });
}

const groups = (output: unknown): Record<string, unknown> =>
  typeof output === "object" && output !== null ? { ...output } : {};

function plainGroup(group: unknown): RawGroup {
  const value = plain(group, 0);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

const DEEPEST = 6;

/** Texts, numbers, lists and structures; of a text in several languages the first; bytes and all else nothing. */
function plain(value: unknown, depth: number): RawValue {
  if (typeof value === "string") return unescaped(value.replaceAll("\0", " "));
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value === "boolean") return value;
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value) || depth > DEEPEST) return null;
  if (Array.isArray(value)) return value.slice(0, 200).map((item) => plain(item, depth + 1));
  if (Object.hasOwn(value, "lang") && Object.hasOwn(value, "value")) return plain(Reflect.get(value, "value"), depth);
  const entries = Object.entries(value).filter(([name]) => !/^(__proto__|constructor|prototype)$/.test(name));
  return Object.fromEntries(entries.slice(0, 200).map(([name, item]) => [name, plain(item, depth + 1)]));
}
