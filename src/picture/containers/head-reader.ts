import { bytesOf, type HeadBlocks, latin } from "./head-blocks.ts";
import { heifBlocks } from "./heif-head.ts";
import { pngBlocks } from "./png-head.ts";
import { webpBlocks } from "./webp-head.ts";

/** What opens a file, by its first bytes; null for what only the server can look into. */
export async function openerOf(file: Blob): Promise<"exifr" | ((file: Blob) => Promise<HeadBlocks | null>) | null> {
  const head = await bytesOf(file, 0, 16);
  const start = latin(head, 0, 12);
  if (start.startsWith("\xff\xd8\xff")) return "exifr";
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return pngBlocks;
  if (start.startsWith("II*\0") || start.startsWith("MM\0*")) return "exifr";
  if (start.startsWith("RIFF") && start.endsWith("WEBP")) return webpBlocks;
  if (start.slice(4, 8) === "ftyp") return heifBlocks;
  return null;
}
