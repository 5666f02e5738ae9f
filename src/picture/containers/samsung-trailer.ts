import { type ByteSource, sourceOfPiece } from "./byte-source.ts";
import { latin1, startsWith, u16le, u32le } from "./bytes.ts";
import { coverOf } from "./cover.ts";
import { type Part, type PartKind, shifted } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";

const MAX_ENTRIES = 500;
/** Of a name; real ones have 10 to 40, bytes. */
const MAX_NAME = 200;

/**
 * The trailer that Samsung's cameras write: blocks with names, then `SEFH`, a list of them (12 bytes each, positions
 * back from `SEFH`), its length and `SEFT` at the very end (ExifTool, Samsung.pm). null where a file has none.
 *
 * @param end where the trailer would end
 */
export async function readSamsungTrailer(
  source: ByteSource,
  end: number,
  budget: WalkBudget,
  level: number,
): Promise<Part | null> {
  const tail = await source.read(end - 8, 8);
  if (end < 24 || !startsWith(tail, "SEFT", 4)) return null;
  const length = u32le(tail, 0);
  const list = end - 8 - length;
  if (length < 12 || list < 0 || !budget.takeBytes(Math.min(length, 12 + 12 * MAX_ENTRIES))) return null;
  const head = await source.read(list, Math.min(length, 12 + 12 * MAX_ENTRIES));
  if (!startsWith(head, "SEFH")) return null;
  const found: Part[] = [{ offset: list, bytes: end - list, kind: "structure", name: "SEFH" }];
  for (let n = 0; n < u32le(head, 8) && 24 + 12 * n <= head.length && budget.takePart(); n++) {
    const back = u32le(head, 16 + 12 * n);
    const bytes = u32le(head, 20 + 12 * n);
    if (back > list || bytes < 8 || bytes > back) continue;
    found.push(await readEntry(source, { offset: list - back, bytes }, budget, level));
  }
  const offset = Math.min(...found.map((part) => part.offset));
  const whole = await coverOf(sourceOfPiece(source, offset, end - offset), shifted(found, -offset), budget);
  return {
    offset,
    bytes: end - offset,
    kind: "maker_data",
    name: "SEFT",
    label: "Samsung",
    parts: shifted(whole.parts, offset),
  };
}

/** Two bytes of zero, the type, how long the name is, the name, and what it names. */
async function readEntry(
  source: ByteSource,
  { offset, bytes }: { offset: number; bytes: number },
  budget: WalkBudget,
  level: number,
): Promise<Part> {
  const head = await source.read(offset, 8 + MAX_NAME);
  const nameBytes = Math.min(u32le(head, 4), MAX_NAME, bytes - 8);
  const label = latin1(head, 8, nameBytes).replaceAll(/[^\x20-\x7e]/g, "");
  const content = { offset: offset + 8 + nameBytes, bytes: bytes - 8 - nameBytes };
  const name = `0x${u16le(head, 2).toString(16).padStart(4, "0")}`;
  const start = latin1(await source.read(content.offset, Math.min(12, content.bytes)));
  const isPicture = start.startsWith("\xff\xd8\xff");
  const part: Part = { offset, bytes, kind: kindOfEntry(label, isPicture), name, label, content };
  if (!isPicture && start.slice(4, 8) !== "ftyp") return part;
  const inside = await budget.walkInner(sourceOfPiece(source, content.offset, content.bytes), level + 1);
  return { ...part, parts: shifted(inside.parts, content.offset) };
}

function kindOfEntry(label: string, isPicture: boolean): PartKind {
  if (/MotionPhoto_Data$|EmbeddedVideo/i.test(label)) return "video";
  if (/DepthMap/i.test(label)) return "depth_map";
  if (/Audio|SoundShot_\d/i.test(label)) return "audio";
  return isPicture ? "image" : "maker_data";
}
