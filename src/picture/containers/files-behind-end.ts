import { walkBehindEnd } from "./behind-end.ts";
import type { ByteSource } from "./byte-source.ts";
import { byte, startsWith } from "./bytes.ts";
import { walkRange } from "./inside.ts";
import type { Part } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";

/** How far a picture is looked for in what is behind the end, bytes. */
const SEARCHED = 1_000_000;

/** What lies behind the end of a picture that names no others, as `walkBehindEnd` has it, and also PNG, GIF and WebP. */
export async function partsBehindEnd(
  source: ByteSource,
  from: number,
  budget: WalkBudget,
  level: number,
): Promise<Part[]> {
  const { parts } = await walkBehindEnd(source, from, budget, level, async () => []);
  const all: Part[] = [];
  for (const part of parts) {
    if (part.kind === "trailing") all.push(...(await pictureIn(source, part, budget, level)));
    else all.push(part);
  }
  return all;
}

async function pictureIn(source: ByteSource, part: Part, budget: WalkBudget, level: number): Promise<Part[]> {
  const wanted = Math.min(SEARCHED, part.bytes);
  if (!budget.takeBytes(wanted)) return [part];
  const bytes = await source.read(part.offset, wanted);
  let at = 0;
  while (at < bytes.length && !isPictureHead(bytes, at)) at += 1;
  if (at >= bytes.length) return [part];
  const before = { offset: part.offset, bytes: at };
  const range = { offset: part.offset + at, bytes: part.bytes - at };
  const { container, parts } = await walkRange(source, range, budget, level);
  const picture: Part = { ...range, kind: "image", name: container.toUpperCase(), content: range, parts };
  return at === 0 ? [picture] : [{ ...part, ...before, content: before }, picture];
}

/** True where a picture begins, by eight bytes and more that chance does not make. */
function isPictureHead(bytes: Uint8Array, at: number): boolean {
  switch (byte(bytes, at)) {
    case 0x89:
      return startsWith(bytes, "\x89PNG\r\n\x1a\n", at);
    case 0x47:
      return startsWith(bytes, "GIF8", at) && startsWith(bytes, "a", at + 5);
    case 0x52:
      return startsWith(bytes, "RIFF", at) && startsWith(bytes, "WEBP", at + 8);
    default:
      return false;
  }
}
