import { type ByteSource, windowed } from "./byte-source.ts";
import { latin1, u32be } from "./bytes.ts";
import { exifPart } from "./exif-part.ts";
import { partsBehindEnd } from "./files-behind-end.ts";
import { type ByteRange, behind, finishedWalk, restOf, walkRange } from "./inside.ts";
import { jumbfParts } from "./jumbf.ts";
import type { Part } from "./part.ts";
import { pngChunkKind } from "./png-chunks.ts";
import { pngText } from "./png-texts.ts";
import type { WalkBudget } from "./walk-budget.ts";
import type { Walker } from "./walker.ts";

const SIGNATURE = 8;

/** Every chunk of a PNG (3rd edition §5.3), of pixels in a row one part, and what lies behind IEND. */
export const walkPng: Walker = async (file, budget, level) => {
  const source = windowed(file);
  const parts: Part[] = [{ offset: 0, bytes: Math.min(SIGNATURE, source.bytes), kind: "structure", name: "signature" }];
  let at = SIGNATURE;
  while (at < source.bytes) {
    const head = await source.read(at, 8);
    const type = latin1(head, 4, 4);
    if (head.length < 8 || !/^[A-Za-z]{4}$/.test(type)) {
      parts.push(...restOf(source, at, "broken"));
      return finishedWalk("png", parts, head.length < 8);
    }
    if (!budget.takePart()) {
      parts.push(...restOf(source, at, "not_walked"));
      return finishedWalk("png", parts, false);
    }
    const bytes = Math.min(u32be(head, 0) + 12, source.bytes - at);
    const chunk: Part = { offset: at, bytes, kind: "unknown", name: type };
    const body = { offset: at + 8, bytes: Math.max(0, Math.min(u32be(head, 0), source.bytes - at - 8)) };
    addChunk(parts, await readChunk(source, chunk, body, budget, level));
    at += bytes;
    if (bytes < u32be(head, 0) + 12) return finishedWalk("png", parts, true);
    if (type === "IEND") {
      parts.push(...(await partsBehindEnd(source, at, budget, level)));
      return finishedWalk("png", parts, false);
    }
  }
  return finishedWalk("png", parts, true);
};

/** Pixels are written in pieces of some kilobytes: those in a row are one part. */
function addChunk(parts: Part[], part: Part): void {
  const last = parts.at(-1);
  if (part.name === "IDAT" && last?.name === "IDAT") last.bytes += part.bytes;
  else parts.push(part);
}

async function readChunk(
  source: ByteSource,
  chunk: Part,
  body: ByteRange,
  budget: WalkBudget,
  level: number,
): Promise<Part> {
  switch (chunk.name) {
    case "tEXt":
    case "zTXt":
    case "iTXt":
      return pngText(source, chunk, body, budget);
    case "eXIf":
    case "exIf":
      return exifPart(source, chunk, body, budget, level);
    case "zxIf":
      // A byte that says how it is packed, and four of its length unpacked.
      return { ...chunk, kind: "exif", content: { ...behind(body, 5), coding: "deflate" } };
    case "iCCP": {
      const name = await source.read(body.offset, Math.min(81, body.bytes));
      const end = name.indexOf(0);
      if (end < 0) return { ...chunk, kind: "broken", label: "ICC", content: body };
      const content = { ...behind(body, end + 2), coding: "deflate" as const };
      return { ...chunk, kind: "colour", label: "ICC", content };
    }
    case "caBX":
      return { ...chunk, kind: "credentials", content: body, parts: await jumbfParts(source, body, budget, level) };
    case "gIFx":
    case "gIFt":
      // GIF's extensions, carried over: of an application, and a text.
      return { ...chunk, kind: chunk.name === "gIFt" ? "text" : "unknown", content: body };
    case "msOG":
      // Microsoft Office's: eleven letters, and an animated GIF.
      return innerPicture(source, chunk, behind(body, 11), budget, level);
    case "IDAT":
    case "fdAT":
      return { ...chunk, kind: "pixels" };
    default:
      return { ...chunk, kind: pngChunkKind(chunk.name, body.bytes), content: body };
  }
}

async function innerPicture(
  source: ByteSource,
  chunk: Part,
  content: ByteRange,
  budget: WalkBudget,
  level: number,
): Promise<Part> {
  return { ...chunk, kind: "image", content, parts: (await walkRange(source, content, budget, level)).parts };
}
