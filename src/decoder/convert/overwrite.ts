import { open } from "node:fs/promises";
import { AppError } from "#errors.ts";

/** Bytes looked through at a time. */
const WINDOW = 1_048_576;

/**
 * Writes other bytes of the same length over all places of a file where `wanted` stands.
 *
 * @returns where they stood, bytes from the start
 */
export async function overwrite(path: string, wanted: Uint8Array, replacement: Uint8Array): Promise<number[]> {
  const places: number[] = [];
  const file = await open(path, "r+");
  try {
    const window = Buffer.allocUnsafe(WINDOW + wanted.length);
    for (let start = 0; ; start += WINDOW) {
      const { bytesRead } = await file.read(window, 0, window.length, start);
      const read = window.subarray(0, bytesRead);
      for (let at = read.indexOf(wanted); at >= 0 && at < WINDOW; at = read.indexOf(wanted, at + wanted.length)) {
        places.push(start + at);
      }
      if (bytesRead < window.length) break;
    }
    for (const at of places) await file.write(replacement, 0, replacement.length, at);
    return places;
  } finally {
    await file.close();
  }
}

/** What the encoder wrote is not as it always is: the result must not be given out. */
export function unfit(what: string): AppError {
  return new AppError("internal", "Something failed on our side. Try again.", {
    cause: new Error(`the encoder wrote ${what}`),
  });
}
