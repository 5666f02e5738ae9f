import { open } from "node:fs/promises";

/** ms: libvips writes 100 for anything shorter than what browsers follow. */
const SHORTEST = 10;
/** More than an animation of ours can have. */
const MAX_CHUNKS = 10_000;

/**
 * Writes the times of an animation's very short frames into a WebP where the encoder wrote others (RFC 9649 §2.7.1.1: 24
 * bits, ms, at byte 12 of each ANMF chunk). Frames that the encoder made into one keep its sum of their times.
 *
 * @param delays ms, one a frame; 0 is "not said", which the encoder makes 100, as browsers do
 */
export async function writeFrameTimes(path: string, delays: readonly number[]): Promise<void> {
  if (!delays.some((delay) => delay > 0 && delay <= SHORTEST)) return;
  const file = await open(path, "r+");
  try {
    const head = Buffer.alloc(8);
    const frames: number[] = [];
    let at = 12;
    for (let chunk = 0; chunk < MAX_CHUNKS; chunk++) {
      const { bytesRead } = await file.read(head, 0, 8, at);
      if (bytesRead < 8) break;
      if (head.toString("latin1", 0, 4) === "ANMF") frames.push(at + 8 + 12);
      const length = head.readUInt32LE(4);
      at += 8 + length + (length % 2);
    }
    if (frames.length !== delays.length) return;
    for (const [index, delay] of delays.entries()) {
      if (delay === 0 || delay > SHORTEST) continue;
      await file.write(Buffer.from([delay, 0, 0]), 0, 3, frames[index]);
    }
  } finally {
    await file.close();
  }
}
