/** A pool of decoders that misbehave on purpose: real processes. */
import { fileURLToPath } from "node:url";
import type { PreviewJob } from "./jobs.ts";
import { createDecoderPool, type Pool, type PoolOptions } from "./pool.ts";

const entry = fileURLToPath(new URL("./misbehaving-decoder.fixture.ts", import.meta.url));
const opened: Pool[] = [];

export function openPool(options: Partial<PoolOptions> = {}): Pool {
  const env = { PATH: process.env.PATH ?? "" };
  const bounds = { size: 1, queue: 2, timeoutMs: 60_000, memoryBytes: 1e9, crashRetries: 0 };
  const pool = createDecoderPool({ entry, env, ...bounds, ...options });
  opened.push(pool);
  return pool;
}

export function closePools(): void {
  for (const pool of opened.splice(0)) pool.close();
}

/** What the decoder does is in its name: `misbehaving-decoder.fixture.ts`. */
export const jobThat = (source: string, output = ""): PreviewJob => ({
  kind: "preview",
  source,
  format: "jpeg",
  damaged: false,
  frames: 1,
  page: 0,
  output,
  maxPixels: 1,
});

/** What a promise is rejected with; null for one that is not. */
export const rejectionOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );
