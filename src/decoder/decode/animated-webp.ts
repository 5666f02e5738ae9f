import { type FileHandle, open } from "node:fs/promises";

/** RFC 9649 §2.7.1: a frame's time has 24 bits, a side 14 when it is encoded. */
const MAX_FRAME_MS = 0xff_ffff;
export const MAX_WEBP_SIDE = 16_383;

/**
 * An animated WebP that is written frame by frame, so that one frame alone is in memory (RFC 9649 §2.7). Every frame
 * covers the whole canvas and stands for itself.
 */
export class AnimatedWebp {
  readonly #file: FileHandle;
  #bytes: number;

  private constructor(file: FileHandle, bytes: number) {
    this.#file = file;
    this.#bytes = bytes;
  }

  /**
   * Begins a file; sides in px, at most 16383. `loop`: how often it is played, 0 for ever.
   */
  static async create(
    path: string,
    about: { width: number; height: number; hasAlpha: boolean; loop: number; icc: Buffer | null },
  ): Promise<AnimatedWebp> {
    const canvas = Buffer.alloc(10);
    canvas[0] = 0x02 | (about.hasAlpha ? 0x10 : 0) | (about.icc ? 0x20 : 0);
    canvas.writeUIntLE(about.width - 1, 4, 3);
    canvas.writeUIntLE(about.height - 1, 7, 3);
    const animation = Buffer.alloc(6);
    animation.writeUInt16LE(about.loop, 4);
    const start = Buffer.concat([
      Buffer.from("RIFF\0\0\0\0WEBP", "latin1"),
      chunk("VP8X", canvas),
      ...(about.icc ? [chunk("ICCP", about.icc)] : []),
      chunk("ANIM", animation),
    ]);
    const file = await open(path, "w");
    const webp = new AnimatedWebp(file, 0);
    await webp.#write(start);
    return webp;
  }

  /** Adds a frame: a still WebP of the canvas's size, shown so many ms. */
  async add(still: Buffer, size: { width: number; height: number }, delay: number): Promise<void> {
    const picture = chunksOf(still).filter(({ type }) => ["VP8 ", "VP8L", "ALPH"].includes(type));
    const about = Buffer.alloc(16);
    about.writeUIntLE(size.width - 1, 6, 3);
    about.writeUIntLE(size.height - 1, 9, 3);
    about.writeUIntLE(Math.min(MAX_FRAME_MS, delay), 12, 3);
    about[15] = 0x02; // it replaces what was there: no blending
    await this.#write(chunk("ANMF", Buffer.concat([about, ...picture.map(({ type, body }) => chunk(type, body))])));
  }

  async finish(): Promise<void> {
    const size = Buffer.alloc(4);
    size.writeUInt32LE(this.#bytes - 8);
    await this.#file.write(size, 0, 4, 4);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #write(bytes: Buffer): Promise<void> {
    await this.#file.writeFile(bytes);
    this.#bytes += bytes.length;
  }
}

/** RFC 9649 §2.3: chunks are padded to an even length. */
function chunk(type: string, body: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, "latin1");
  header.writeUInt32LE(body.length, 4);
  return Buffer.concat([header, body, Buffer.alloc(body.length % 2)]);
}

/** The chunks of a WebP that we made ourselves. */
function chunksOf(webp: Buffer): { type: string; body: Buffer }[] {
  const chunks: { type: string; body: Buffer }[] = [];
  for (let at = 12; at + 8 <= webp.length; ) {
    const length = webp.readUInt32LE(at + 4);
    chunks.push({ type: webp.toString("latin1", at, at + 4), body: webp.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length % 2);
  }
  return chunks;
}
