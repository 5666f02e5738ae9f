import { type ByteSource, FileSource } from "./byte-source.ts";

/** Chunks looked through: a frame may lie in many. */
const MAX_CHUNKS = 100_000;
/** Heads of chunks are all that is read, bytes. */
const MAX_READ = 64_000_000;

/**
 * Frames of an animated PNG (PNG 3rd edition §4.9, §11.3.6): its frame control chunks, where `acTL` stands before the
 * pixels; of a still, 1. The first picture of the file is no frame where no `fcTL` stands before it, and is not counted.
 */
export function apngFrames(path: string): number {
  const source = new FileSource(path, MAX_READ);
  try {
    return countFrames(source);
  } catch {
    return 1; // the decoder says what is wrong with it
  } finally {
    source.close();
  }
}

function countFrames(source: ByteSource): number {
  let [at, frames, animated] = [8, 0, false];
  for (let chunk = 0; chunk < MAX_CHUNKS; chunk++) {
    const head = source.read(at, 8);
    if (head.length < 8) break;
    const type = head.toString("latin1", 4, 8);
    if (type === "IEND" || (type === "IDAT" && !animated)) break;
    if (type === "acTL") animated = true;
    if (type === "fcTL") frames++;
    at += 12 + head.readUInt32BE(0);
  }
  return animated ? Math.max(1, frames) : 1;
}
