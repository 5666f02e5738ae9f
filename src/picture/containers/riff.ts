import { type ByteSource, windowed } from "./byte-source.ts";
import { latin1, u32be, u32le } from "./bytes.ts";
import { exifPart } from "./exif-part.ts";
import { partsBehindEnd } from "./files-behind-end.ts";
import { type ByteRange, finishedWalk } from "./inside.ts";
import { jumbfParts } from "./jumbf.ts";
import type { Part, PartKind } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";
import type { Walker } from "./walker.ts";

const HEAD = 12;

/** The chunks of WebP (RFC 9649 §2.5 to §2.7), with their length where it is bound, bytes. */
const WEBP: ReadonlyMap<string, { kind: PartKind; most?: number }> = new Map([
  ["VP8X", { kind: "structure", most: 10 }],
  ["ANIM", { kind: "structure", most: 6 }],
  ["VP8 ", { kind: "pixels" }],
  ["VP8L", { kind: "pixels" }],
  ["ALPH", { kind: "pixels" }],
  ["ANMF", { kind: "pixels" }],
  ["ICCP", { kind: "colour" }],
  ["EXIF", { kind: "exif" }],
  ["XMP ", { kind: "xmp" }],
  ["XMP\0", { kind: "xmp" }],
  ["C2PA", { kind: "credentials" }],
]);

/** Other RIFF files hold no picture. */
const FORMS: ReadonlyMap<string, { container: string; kind: PartKind }> = new Map([
  ["AVI ", { container: "avi", kind: "video" }],
  ["WAVE", { container: "wav", kind: "audio" }],
]);

interface Riff {
  budget: WalkBudget;
  level: number;
  u32: typeof u32le;
  /** of chunks that are not known */
  other: PartKind;
  /** true within a frame, which holds no frames */
  inFrame: boolean;
}

/**
 * Every chunk of a RIFF file: WebP (RFC 9649 §2.3); a byte of padding belongs to its chunk. Chunks of a known name are
 * read on behind the size that the file's head gives; the rest there is `trailing`.
 */
export const walkRiff: Walker = async (file, budget, level) => {
  const source = windowed(file);
  const head = await source.read(0, HEAD);
  const form = latin1(head, 8, 4);
  const other = FORMS.get(form);
  const container = form === "WEBP" ? "webp" : (other?.container ?? "riff");
  const riff: Riff = {
    budget,
    level,
    u32: latin1(head, 0, 4) === "RIFX" ? u32be : u32le,
    other: other?.kind ?? "unknown",
    inFrame: false,
  };
  const parts: Part[] = [{ offset: 0, bytes: head.length, kind: "structure", name: "RIFF", label: form }];
  const size = 8 + riff.u32(head, 4);
  const { at, cut } = await walkChunks(source, { offset: HEAD, bytes: source.bytes - HEAD }, parts, riff, size);
  if (cut || head.length < HEAD) return finishedWalk(container, parts, true);
  parts.push(...(await partsBehindEnd(source, at, budget, level)));
  return finishedWalk(container, parts, size > source.bytes + 1);
};

/**
 * Puts down the chunks of a stretch; says where they end, and whether the last one is cut off.
 *
 * @param sure up to here there are chunks; behind it only what has a known name is one
 */
async function walkChunks(
  source: ByteSource,
  range: ByteRange,
  parts: Part[],
  riff: Riff,
  sure: number,
): Promise<{ at: number; cut: boolean }> {
  const end = range.offset + range.bytes;
  let at = range.offset;
  while (at < end) {
    const head = await source.read(at, Math.min(8, end - at));
    const name = latin1(head, 0, 4);
    const wanted = 8 + riff.u32(head, 4) + (riff.u32(head, 4) & 1);
    if (at >= sure && !(WEBP.has(name) && at + wanted <= end)) break;
    if (head.length < 8 || !/^[\x20-\x7e]{3}[\0\x20-\x7e]$/.test(name)) {
      // Zeros and what is no chunk: within the size too it is only the end of what can be read.
      const cut = head.length < 8 && at < sure;
      if (cut) parts.push({ offset: at, bytes: end - at, kind: "broken", name: "rest" });
      return { at: cut ? end : at, cut };
    }
    if (!riff.budget.takePart()) {
      parts.push({ offset: at, bytes: end - at, kind: "not_walked", name: "rest" });
      return { at: end, cut: false };
    }
    const bytes = Math.min(wanted, end - at);
    const body = { offset: at + 8, bytes: Math.min(riff.u32(head, 4), end - at - 8) };
    parts.push(await readChunk(source, { offset: at, bytes, kind: riff.other, name }, body, riff));
    at += bytes;
    // A missing byte of padding at the end is common, and nothing is lost with it.
    if (bytes + 1 < wanted || body.bytes < riff.u32(head, 4)) return { at, cut: true };
  }
  return { at, cut: false };
}

async function readChunk(source: ByteSource, chunk: Part, body: ByteRange, riff: Riff): Promise<Part> {
  const rule = riff.other === "unknown" ? WEBP.get(chunk.name) : undefined;
  const part: Part = { ...chunk, content: body };
  if (rule === undefined) return part;
  if (rule.most !== undefined && body.bytes > rule.most) return { ...part, kind: "broken" };
  switch (chunk.name) {
    case "EXIF":
      return exifPart(source, chunk, body, riff.budget, riff.level);
    case "C2PA":
      return {
        ...part,
        kind: "credentials",
        parts: await jumbfParts(source, body, riff.budget, riff.level),
      };
    case "ICCP":
      return { ...part, kind: "colour", label: "ICC" };
    case "ANMF":
      if (riff.inFrame) return { ...part, kind: "broken" };
      return framePart(source, { ...chunk, kind: "pixels" }, body, { ...riff, inFrame: true });
    case "XMP ":
    case "XMP\0":
      return { ...part, kind: "xmp" };
    default:
      return { ...chunk, kind: rule.kind };
  }
}

/** A frame: sixteen bytes of where and how long, and chunks of its own (RFC 9649 §2.7.1.4). */
async function framePart(source: ByteSource, chunk: Part, body: ByteRange, riff: Riff): Promise<Part> {
  const parts: Part[] = [];
  const end = body.offset + body.bytes;
  const inner = { offset: body.offset + 16, bytes: Math.max(0, body.bytes - 16) };
  const { at } = await walkChunks(source, inner, parts, riff, end);
  if (at < end && inner.bytes > 0) parts.push({ offset: at, bytes: end - at, kind: "broken", name: "rest" });
  return parts.length > 0 ? { ...chunk, parts } : chunk;
}
