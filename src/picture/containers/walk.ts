import { walkBmp } from "./bmp.ts";
import type { ByteSource } from "./byte-source.ts";
import { latin1 } from "./bytes.ts";
import { walkGif } from "./gif.ts";
import { walkIco } from "./ico.ts";
import { walkIsobmff } from "./isobmff.ts";
import { walkJpeg } from "./jpeg.ts";
import { onePart } from "./one-part.ts";
import { everyPart, type Walk } from "./part.ts";
import { walkPng } from "./png.ts";
import { walkRiff } from "./riff.ts";
import { walkSvg } from "./svg.ts";
import { walkTiff } from "./tiff.ts";
import { WalkBudget } from "./walk-budget.ts";
import type { Walker } from "./walker.ts";

/** How much of a file's beginning says what it is, bytes: an SVG may have a comment and a doctype before its root. */
const HEAD = 4096;

/** TIFF 6.0 section 2, and BigTIFF. */
const TIFF_HEADS = new Set(["II*\0", "MM\0*", "II+\0", "MM\0+"]);

/** The boxes that a file of ISO/IEC 14496-12 may begin with: `ftyp`, or one of QuickTime's before there was one. */
const FIRST_BOXES = new Set(["ftyp", "styp", "moov", "mdat", "wide", "skip", "free", "pnot"]);

/**
 * Walks a file, whichever it is, by its first bytes. The parts cover it from the first byte to the last; what nobody
 * knows is one part `unknown`. Throws only what the source throws.
 */
export async function walkFile(source: ByteSource, budget = new WalkBudget(), level = 0): Promise<Walk> {
  budget.walkInner = (inner, innerLevel) => walkFile(inner, budget, innerLevel);
  if (!budget.allowsLevel(level)) return onePart(source, "not_walked");
  const walk = walkerOf(await source.read(0, HEAD));
  if (walk === null) return onePart(source, "unknown");
  const walked = await walk(source, budget, level);
  return { ...walked, gaveUp: walked.gaveUp || (level === 0 && hasNotWalked(walked)) };
}

/** True where the walk of something inside gave up. */
function hasNotWalked({ parts }: Walk): boolean {
  for (const { kind } of everyPart(parts)) if (kind === "not_walked") return true;
  return false;
}

/** What walks a file that begins so; null for no known signature. */
function walkerOf(head: Uint8Array): Walker | null {
  const start = latin1(head, 0, 16);
  if (start.startsWith("\xff\xd8\xff")) return walkJpeg;
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return walkPng;
  if (start.startsWith("RIFF") || start.startsWith("RIFX")) return walkRiff;
  if (TIFF_HEADS.has(start.slice(0, 4))) return walkTiff;
  if (FIRST_BOXES.has(start.slice(4, 8))) return walkIsobmff;
  if (/^GIF8[79]a/.test(start)) return walkGif;
  if (start.startsWith("BM")) return walkBmp;
  if (start.startsWith("\0\0\x01\0") || start.startsWith("\0\0\x02\0")) return walkIco;
  return isSvg(head) ? walkSvg : null;
}

/** True for markup whose root is an `svg`, in UTF-8 or UTF-16, whatever comes before the root. */
function isSvg(head: Uint8Array): boolean {
  const wide = head[0] === 0xfe || head[0] === 0xff || head[0] === 0 || head[1] === 0;
  const text = wide ? latin1(head).replaceAll("\0", "") : latin1(head);
  return /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*</.test(text) && /<([\w-]+:)?svg[\s>/]/.test(text);
}
