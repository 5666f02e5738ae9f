import { type HeadBlocks, headBytes, latin } from "./head-blocks.ts";
import { readHeifHead } from "./heif-head.ts";
import { readPngHead } from "./png-head.ts";
import { readWebpHead } from "./webp-head.ts";

/** What opens a file, by its first bytes; null for what only the server can look into. */
export async function headReaderOf(file: Blob): Promise<"exifr" | ((file: Blob) => Promise<HeadBlocks | null>) | null> {
  const head = await headBytes(file, 0, 16);
  const start = latin(head, 0, 12);
  if (start.startsWith("\xff\xd8\xff")) return "exifr";
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return readPngHead;
  if (start.startsWith("II*\0") || start.startsWith("MM\0*")) return "exifr";
  if (start.startsWith("RIFF") && start.endsWith("WEBP")) return readWebpHead;
  if (start.slice(4, 8) === "ftyp") return readHeifHead;
  return null;
}
