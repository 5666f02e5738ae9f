import type { ByteSource } from "./byte-source.ts";
import { byte, latin1, startsWith, u32be } from "./bytes.ts";
import { walkRange } from "./inside.ts";
import type { Part } from "./part.ts";
import { countZeros } from "./stretch.ts";
import type { WalkBudget } from "./walk-budget.ts";

/** How far behind the end a second file is looked for that does not begin at once, bytes. */
const SEARCHED = 65_536;

/**
 * What lies behind the end of a picture: zeros are `padding`; another picture or a video, at once or not far behind, is
 * walked (`image`, `video`); the rest is `trailing`.
 */
export async function partsBehindEnd(
  source: ByteSource,
  from: number,
  budget: WalkBudget,
  level: number,
): Promise<Part[]> {
  const end = source.bytes;
  if (from >= end) return [];
  const parts: Part[] = [];
  const push = (kind: Part["kind"], offset: number, to: number) => {
    if (to > offset) {
      const range = { offset, bytes: to - offset };
      parts.push({ ...range, kind, name: "behind the end", ...(kind === "trailing" && { content: range }) });
    }
  };
  const zeros = budget.takePart() ? await countZeros(source, from, end, budget) : null;
  if (zeros === null) {
    push("not_walked", from, end);
    return parts;
  }
  let begin = from + zeros;
  const head = begin < end && budget.takeBytes(SEARCHED) ? await source.read(begin, SEARCHED) : null;
  // The size of a first box begins with zeros.
  const boxed = head !== null && zeros >= 3 && startsWith(head, "ftyp", 1);
  if (boxed) begin -= 3;
  push("padding", from, begin);
  if (begin >= end) return parts;
  let at = 0;
  while (!boxed && head !== null && at < head.length && !isFileHead(head, at)) at += 1;
  const found = head !== null && at < head.length;
  push("trailing", begin, found ? begin + at : end);
  if (found) parts.push(await innerFile(source, begin + at, budget, level));
  return parts;
}

async function innerFile(source: ByteSource, offset: number, budget: WalkBudget, level: number): Promise<Part> {
  const range = { offset, bytes: source.bytes - offset };
  const walk = await walkRange(source, range, budget, level);
  const kind = walk.container === "mp4" || walk.container === "mov" ? "video" : "image";
  return { ...range, kind, name: "behind the end", label: walk.container, content: range, parts: walk.parts };
}

/** True where a picture or a video begins, by what chance does not make: eight bytes and more of each. */
function isFileHead(bytes: Uint8Array, at: number): boolean {
  switch (byte(bytes, at)) {
    case 0x89:
      return startsWith(bytes, "\x89PNG\r\n\x1a\n", at);
    case 0x47:
      return startsWith(bytes, "GIF8", at) && startsWith(bytes, "a", at + 5);
    case 0x52:
      return startsWith(bytes, "RIFF", at) && startsWith(bytes, "WEBP", at + 8);
    case 0xff:
      return isJpegHead(bytes, at);
    case 0:
      return startsWith(bytes, "ftyp", at + 4) && u32be(bytes, at) >= 16 && u32be(bytes, at) < 256;
    default:
      return false;
  }
}

/** SOI and a first segment: of JFIF, of Exif, or a table (ITU-T T.81 §B.1). */
function isJpegHead(bytes: Uint8Array, at: number): boolean {
  if (!startsWith(bytes, "\xff\xd8\xff", at)) return false;
  const marker = byte(bytes, at + 3);
  const name = latin1(bytes, at + 6, 4);
  if (marker >= 0xe0 && marker <= 0xef) return /^[\w ]{3}/.test(name);
  return marker === 0xdb && byte(bytes, at + 4) === 0;
}
