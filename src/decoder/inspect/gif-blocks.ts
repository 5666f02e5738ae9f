import { addXmp, type MetadataBlocks, noMetadataBlocks, xmpRoom } from "./blocks.ts";
import type { ByteSource } from "./byte-source.ts";

/** Sub-blocks stepped over in one file: 255 bytes each as encoders write them, 1 each in a hostile file. */
const MAX_STEPS = 500_000;
const MAX_PROFILE_PARTS = 8_000;
/** The "magic trailer" after the packet brings a reader of sub-blocks to the end of it, bytes. */
const XMP_TRAILER = 258;

/** The metadata of a GIF: XMP and ICC as application extensions (GIF89a §26; XMP Specification part 3 §1.1.2). */
export function gifBlocks(source: ByteSource): MetadataBlocks {
  const blocks = noMetadataBlocks();
  const walker = new Walker(source);
  const screen = source.read(6, 7);
  if (screen.length < 7) return blocks;
  let at = 13 + tableSize(screen.readUInt8(4));
  while (at > 0) {
    const head = source.read(at, 14);
    if (head[0] === 0x2c && head.length >= 10) {
      at = walker.after(at + 10 + tableSize(head.readUInt8(9)) + 1);
    } else if (head[0] === 0x21 && head.length >= 3) {
      const application = head[1] === 0xff ? head.toString("latin1", 3, 14) : "";
      const next = walker.after(at + 2);
      if (application === "XMP DataXMP") takeXmp(source, at + 14, next, blocks);
      if (application === "ICCRGBG1012") blocks.icc ??= subBlocks(source, at + 14);
      at = next;
    } else break;
  }
  blocks.cut ||= walker.tired;
  blocks.endsEarly =
    !walker.tired && (at < 0 || ![...source.read(at, 1)].some((byte) => byte !== 0x2c && byte !== 0x21));
  return blocks;
}

/** Bytes of the colour table that a packed field announces (GIF89a §18.c). */
function tableSize(packed: number): number {
  return packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0;
}

class Walker {
  tired = false;
  #steps = 0;
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** Where the run of sub-blocks that starts there ends; -1 where the file, or our patience, ends first. */
  after(start: number): number {
    let at = start;
    for (; this.#steps < MAX_STEPS; this.#steps++) {
      const size = this.#source.read(at, 1)[0];
      if (size === undefined) return -1;
      at += size + 1;
      if (size === 0) return at;
    }
    this.tired = true;
    return -1;
  }
}

/** The packet lies there as it is, not cut into sub-blocks. */
function takeXmp(source: ByteSource, start: number, end: number, blocks: MetadataBlocks): void {
  const length = end - start - XMP_TRAILER;
  if (length > xmpRoom(blocks)) blocks.cut = true;
  else if (length > 0) addXmp(blocks, Buffer.from(source.read(start, length)));
}

function subBlocks(source: ByteSource, start: number): Buffer | null {
  const parts: Buffer[] = [];
  let at = start;
  while (parts.length < MAX_PROFILE_PARTS) {
    const size = source.read(at, 1)[0];
    if (size === undefined || size === 0) break;
    parts.push(Buffer.from(source.read(at + 1, size)));
    at += size + 1;
  }
  return parts.length === 0 ? null : Buffer.concat(parts);
}
