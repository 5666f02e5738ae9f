import type { Readable } from "node:stream";
import { isAppError } from "#errors.ts";
import { brokenOff } from "./refusals.ts";

/**
 * The chunks of a body that somebody sends; one that ends before its end is the sender's doing and no failure of
 * ours. Leaving early neither destroys nor drains `body`, so that its owner can still answer on it.
 * Throws `invalid_request` where it breaks off, and the body's own AppErrors as they are.
 */
export async function* chunksOf(body: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
    }
  } catch (error) {
    throw isAppError(error) ? error : brokenOff(error);
  }
}
