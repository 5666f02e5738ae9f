import { type ByteSource, windowed } from "./byte-source.ts";
import { startsWith, u16le, u32le } from "./bytes.ts";
import { gapPart } from "./cover.ts";
import { byPosition, coveredBy } from "./covered-range.ts";
import { iconBytes } from "./dib.ts";
import { partsBehindEnd } from "./files-behind-end.ts";
import { type ByteRange, finishedWalk, walkRange } from "./inside.ts";
import type { Part } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";
import type { Walker } from "./walker.ts";

const HEAD = 6;
const ENTRY = 16;
/** Two bytes say how many entries there are; icons have a dozen. */
const MAX_ENTRIES = 1000;

/** An icon or a cursor: its directory, each picture in it (a PNG, or a bitmap without file header), and the rest. */
export const walkIco: Walker = async (file, budget, level) => {
  const source = windowed(file);
  const head = await source.read(0, HEAD);
  const count = Math.min(u16le(head, 4), MAX_ENTRIES);
  const directory = await source.read(HEAD, count * ENTRY);
  const parts: Part[] = [{ offset: 0, bytes: head.length + directory.length, kind: "structure", name: "directory" }];
  let end = head.length + directory.length;
  let cut = directory.length < count * ENTRY;
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
    const range = { offset: u32le(directory, at + 12), bytes: u32le(directory, at + 8) };
    cut ||= range.offset + range.bytes > source.bytes;
    const bytes = Math.min(range.bytes, source.bytes - range.offset);
    if (bytes <= 0 || !budget.takePart()) continue;
    // Two entries may name the same picture.
    if (parts.some((part) => part.offset === range.offset && part.bytes === bytes)) continue;
    parts.push(await picturePart(source, { offset: range.offset, bytes }, budget, level));
    end = Math.max(end, range.offset + bytes);
  }
  const cover = await coveredBy(source, parts.sort(byPosition), { from: 0, to: end }, budget);
  cover.push(...(await partsBehindEnd(source, end, budget, level)));
  return finishedWalk("ico", cover, cut);
};

async function picturePart(source: ByteSource, range: ByteRange, budget: WalkBudget, level: number): Promise<Part> {
  const head = await source.read(range.offset, 40);
  if (startsWith(head, "\x89PNG")) {
    const { parts } = await walkRange(source, range, budget, level);
    return { ...range, kind: "pixels", name: "PNG", content: range, parts };
  }
  const part: Part = { ...range, kind: "pixels", name: "DIB" };
  const bytes = iconBytes(head);
  if (bytes >= range.bytes) return part;
  return { ...part, parts: [await gapPart(source, range.offset + bytes, range.bytes - bytes, "unknown", budget)] };
}
