import { type ByteSource, windowed } from "./byte-source.ts";
import { byte } from "./bytes.ts";
import { zerosFrom } from "./cover.ts";
import { partsBehindEnd } from "./files-behind-end.ts";
import { gifExtension } from "./gif-extensions.ts";
import { endOfSubBlocks } from "./gif-sub-blocks.ts";
import { finishedWalk, restOf } from "./inside.ts";
import type { Part } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";
import type { Walker } from "./walker.ts";

/** Signature and logical screen descriptor, bytes (GIF89a §17, §18). */
const HEAD = 13;
const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;

/** The blocks of a GIF (GIF89a §17 to §27), and what lies behind its trailer. */
export const walkGif: Walker = async (file, budget, level) => {
  const source = windowed(file);
  const head = await source.read(0, HEAD);
  const parts: Part[] = [{ offset: 0, bytes: head.length, kind: "structure", name: "header" }];
  let at = head.length;
  const table = Math.min(tableBytes(byte(head, 10)), source.bytes - at);
  if (table > 0) parts.push({ offset: at, bytes: table, kind: "colour", name: "global colour table" });
  at += table;
  while (at < source.bytes) {
    if (!budget.takePart()) {
      parts.push(...restOf(source, at, "not_walked"));
      return finishedWalk("gif", parts, false);
    }
    const block = await readBlock(source, at, budget);
    if (block === null) {
      parts.push(...restOf(source, at, "broken"));
      return finishedWalk("gif", parts, false);
    }
    parts.push(block.part);
    at += block.part.bytes;
    if (block.cut) return finishedWalk("gif", parts, true);
    if (block.part.name === "trailer") {
      parts.push(...(await partsBehindEnd(source, at, budget, level)));
      return finishedWalk("gif", parts, false);
    }
  }
  return finishedWalk("gif", parts, true);
};

/** Bytes of a colour table whose size stands in such a packed field; 0 where it says that there is none. */
const tableBytes = (packed: number): number => ((packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1));

/** The block at a position; `cut` where the file ends in it. Null for what begins no block. */
async function readBlock(
  source: ByteSource,
  at: number,
  budget: WalkBudget,
): Promise<{ part: Part; cut: boolean } | null> {
  const head = await source.read(at, 20);
  switch (byte(head, 0)) {
    case EXTENSION: {
      const data = byte(head, 1) === 0xff ? at + 3 + byte(head, 2) : at + 2;
      const { end, cut } = await endOfSubBlocks(source, data);
      const range = { offset: at, bytes: Math.min(end, source.bytes) - at };
      return { part: await gifExtension(source, range, head), cut };
    }
    case IMAGE: {
      const data = at + 10 + tableBytes(byte(head, 9)) + 1;
      const { end, cut } = await endOfSubBlocks(source, data);
      const bytes = Math.min(end, source.bytes) - at;
      return { part: { offset: at, bytes, kind: "pixels", name: "image" }, cut };
    }
    case TRAILER:
      return { part: { offset: at, bytes: 1, kind: "structure", name: "trailer" }, cut: false };
    case 0: {
      // Some writers leave an empty block too many.
      const zeros = await zerosFrom(source, at, source.bytes, budget);
      if (zeros === null) return null;
      return { part: { offset: at, bytes: zeros, kind: "padding", name: "zeros" }, cut: false };
    }
    default:
      return null;
  }
}
