import { open } from "node:fs/promises";
import { AppError } from "#errors.ts";
import { textOfHead } from "./svg-root.ts";

/** Bytes of the file in which the root element's own tag is looked for. */
const HEAD = 64 * 1024;
/** libvips holds no longer side (VIPS_MAX_COORD); it takes a longer one for 1 px, without a word. */
const MAX_SIDE = 100_000_000;

/** Throws `too_many_pixels` where an SVG asks for a side that no picture can have. */
export async function refuseEndlessSvg(path: string): Promise<void> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
  const root = /<(?:[\w.-]+:)?svg\b[^>]*>/i.exec(textOfHead(buffer.subarray(0, bytesRead)))?.[0] ?? "";
  for (const [, side] of root.matchAll(/\s(?:width|height)\s*=\s*["']\s*\+?([\d.]+(?:e\+?\d+)?)/gi)) {
    if (Number(side) < MAX_SIDE) continue;
    throw new AppError("too_many_pixels", "This drawing asks for a side of more than 100 000 000 px. Save it smaller.");
  }
}
