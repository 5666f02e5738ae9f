import { withFileSource } from "#decoder/report/file-source.ts";
import type { ByteSource } from "#picture/containers/byte-source.ts";
import { everyPart, type Part } from "#picture/containers/part.ts";
import { walkFile } from "#picture/containers/walk.ts";

/**
 * A gain map inside a JPEG: a second, small JPEG behind the first one, which says how much brighter a screen that can may
 * show each part.
 */
export interface GainMap {
  /** the second JPEG as it is */
  jpeg: Buffer;
  /** its description by ISO 21496-1: the payload of an APP2 segment; null: it has none */
  iso: Buffer | null;
  /** its description as Adobe, Google and Apple had it before the standard: an XMP packet; null: it has none */
  xmp: Buffer | null;
}

const KNOWN_BY = ["http://ns.adobe.com/hdr-gain-map/1.0/", "urn:com:apple:photo:2020:aux:hdrgainmap"];
/** Of a map that is read, bytes. */
const MAX_MAP = 64_000_000;
/** Of a segment before its payload: marker and length, bytes. */
const SEGMENT_HEAD = 4;

/** The gain map of a JPEG that has a description, or null: also where the file is broken. Reads no pixel. */
export function findGainMap(path: string): Promise<GainMap | null> {
  return withFileSource(path, async (source) => {
    const { container, parts } = await walkFile(source);
    if (container !== "jpeg") return null;
    for (const part of everyPart(parts)) {
      const map = part.kind === "gain_map" ? await readMap(source, part) : null;
      if (map) return map;
    }
    return null;
  });
}

async function readMap(source: ByteSource, { content, parts = [] }: Part): Promise<GainMap | null> {
  if (content === undefined || content.bytes > MAX_MAP) return null;
  const jpeg = Buffer.from(await source.read(content.offset, content.bytes));
  const inside = ({ offset, bytes }: Pick<Part, "offset" | "bytes">) =>
    jpeg.subarray(offset - content.offset, offset - content.offset + bytes);
  const marked = parts.find(({ label, kind }) => kind === "structure" && label === "ISO 21496-1");
  const packets = parts.flatMap((part) => (part.kind === "xmp" && part.content ? [inside(part.content)] : []));
  const iso = marked ? inside(marked).subarray(SEGMENT_HEAD) : null;
  const xmp = packets.find((packet) => KNOWN_BY.some((name) => packet.includes(name))) ?? null;
  return iso || xmp ? { jpeg, iso, xmp } : null;
}
