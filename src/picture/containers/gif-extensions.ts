import type { ByteSource } from "./byte-source.ts";
import { byte, latin1 } from "./bytes.ts";
import type { ByteRange } from "./inside.ts";
import type { Part, PartKind } from "./part.ts";

/** Application extensions (GIF89a §26) by their eleven letters, and how long a known loop is at most, bytes. */
const APPLICATIONS: ReadonlyMap<string, { kind: PartKind; most?: number }> = new Map([
  ["NETSCAPE2.0", { kind: "structure", most: 24 }],
  ["ANIMEXTS1.0", { kind: "structure", most: 24 }],
  ["ICCRGBG1012", { kind: "colour" }],
  // `gamma=0.454545`
  ["ImageMagick", { kind: "colour", most: 40 }],
  ["XMP DataXMP", { kind: "xmp" }],
  ["C2PA_GIF\x01\0\0", { kind: "credentials" }],
  ["MIDICTRLJon", { kind: "audio" }],
  ["MIDISONGDm7", { kind: "audio" }],
]);

/** XMP's trailer: 1, 255, 254 … 0, 0, so that readers of sub-blocks come out of it (XMP part 3 §1.1.2). */
const XMP_TRAILER = 258;

/**
 * An extension: graphic control, comment, plain text or of an application (GIF89a §23 to §26).
 *
 * @param range from its introducer to behind its last sub-block
 * @param head its first twenty bytes
 */
export async function gifExtension(source: ByteSource, range: ByteRange, head: Uint8Array): Promise<Part> {
  const { offset, bytes } = range;
  const dataFrom = (skip: number) => ({
    offset: offset + Math.min(skip, bytes),
    bytes: Math.max(0, bytes - skip),
    coding: "sub_blocks" as const,
  });
  switch (byte(head, 1)) {
    case 0xf9:
      return bytes <= 8
        ? { ...range, kind: "structure", name: "graphic control" }
        : { ...range, kind: "broken", name: "graphic control", content: dataFrom(2) };
    case 0xfe:
      return { ...range, kind: "comment", name: "comment", content: dataFrom(2) };
    case 0x01:
      // Where and in which colours, then the words.
      return { ...range, kind: "text", name: "plain text", content: dataFrom(3 + byte(head, 2)) };
    case 0xff: {
      const label = latin1(head, 3, Math.min(11, byte(head, 2)));
      const rule = APPLICATIONS.get(label);
      const kind = rule?.most !== undefined && bytes > rule.most ? "unknown" : (rule?.kind ?? "unknown");
      const part: Part = {
        ...range,
        kind,
        name: "application",
        label: label.replaceAll("\0", ""),
        content: dataFrom(3 + byte(head, 2)),
      };
      return kind === "xmp" ? xmpPart(source, part) : part;
    }
    default:
      return { ...range, kind: "unknown", name: `extension 0x${hex(byte(head, 1))}`, content: dataFrom(2) };
  }
}

const hex = (value: number): string => value.toString(16).padStart(2, "0");

/** XMP is written as it is, without sub-blocks, and with the trailer; some writers put it into sub-blocks all the same. */
async function xmpPart(source: ByteSource, part: Part): Promise<Part> {
  const { content } = part;
  if (content === undefined || content.bytes < XMP_TRAILER) return part;
  const trailer = await source.read(content.offset + content.bytes - XMP_TRAILER, XMP_TRAILER);
  const known = byte(trailer, 0) === 1 && trailer.every((value, at) => at === 0 || at > 255 || value === 256 - at);
  if (!known) return part;
  return { ...part, content: { offset: content.offset, bytes: content.bytes - XMP_TRAILER } };
}
