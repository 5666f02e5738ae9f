import { addXmp, type MetadataBlocks, noBlocks, xmpRoom } from "./blocks.ts";
import type { ByteSource } from "./byte-source.ts";

const MOST_STEPS = 1_000_000;

/** The metadata of a GIF: XMP and ICC as application extensions (GIF89a §26; XMP Specification part 3 §1.1.2). */
export function gifBlocks(source: ByteSource): MetadataBlocks {
  const blocks = noBlocks();
  const screen = source.read(6, 7);
  if (screen.length < 7) return blocks;
  let at = 13 + tableSize(screen.readUInt8(4));
  for (let step = 0; step < MOST_STEPS; step++) {
    const head = source.read(at, 14);
    if (head[0] === 0x2c && head.length >= 10) {
      at = afterSubBlocks(source, at + 10 + tableSize(head.readUInt8(9)) + 1);
    } else if (head[0] === 0x21 && head.length >= 3) {
      const application = head[1] === 0xff ? head.toString("latin1", 3, 14) : "";
      if (application === "XMP DataXMP") takeXmp(source, at + 14, blocks);
      if (application === "ICCRGBG1012") blocks.icc ??= subBlocks(source, at + 14);
      at = afterSubBlocks(source, at + 2);
    } else return blocks;
    if (at < 0) return blocks;
  }
  return blocks;
}

/** Bytes of the colour table that a packed field announces (GIF89a §18.c). */
function tableSize(packed: number): number {
  return packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0;
}

/** Where the run of sub-blocks ends, or -1 where the file ends first. */
function afterSubBlocks(source: ByteSource, start: number): number {
  let at = start;
  for (;;) {
    const size = source.read(at, 1)[0];
    if (size === undefined) return -1;
    if (size === 0) return at + 1;
    at += size + 1;
  }
}

/** The packet lies there as it is, not in sub-blocks; 258 bytes after it bring a reader of sub-blocks to the end. */
function takeXmp(source: ByteSource, start: number, blocks: MetadataBlocks): void {
  const end = afterSubBlocks(source, start);
  const length = (end < 0 ? 0 : end - start) - 258;
  if (length > xmpRoom(blocks)) blocks.cut = true;
  else if (length > 0) addXmp(blocks, Buffer.from(source.read(start, length)));
}

function subBlocks(source: ByteSource, start: number): Buffer | null {
  const parts: Buffer[] = [];
  let at = start;
  while (parts.length < 8_000) {
    const size = source.read(at, 1)[0];
    if (size === undefined || size === 0) break;
    parts.push(Buffer.from(source.read(at + 1, size)));
    at += size + 1;
  }
  return parts.length === 0 ? null : Buffer.concat(parts);
}
