/** Real services for tests: files and SQLite in a folder of their own, real decoders, a clock that can be moved. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { openEmbedded } from "#adapters/embedded/open.ts";
import { createDecoderPool, type Pool } from "#decoder-pool/pool.ts";
import { testSandbox } from "#decoder-pool/sandbox.fixture.ts";
import type { Sandbox } from "#decoder-pool/sandbox.ts";
import type { ImageRecord } from "#domain/image.ts";
import { NO_METRICS } from "#domain/metrics.ts";
import { giveUpUpload, processUpload } from "#domain/process-upload.ts";
import { receiveUpload } from "#domain/receive-upload.ts";
import type { DecoderPool, Services } from "#domain/services.ts";
import { DECODER } from "#runtime/programs.ts";
import { scratchFolders } from "#runtime/scratch-folders.ts";

export const MISBEHAVING = fileURLToPath(new URL("./decoder-pool/misbehaving-decoder.fixture.ts", import.meta.url));
export const WORKSPACE = "0123456789abcdef0123456789abcdef";

/** Decoders that open nothing, for tests that put something in the place of `run`. */
export const IDLE_DECODERS: DecoderPool = {
  run: () => Promise.reject(new Error("no decoder")),
  cancel() {},
  charge() {},
  failure: () => null,
};

export interface TestServices extends Services {
  dataDir: string;
  /** What a start does before anything is served. */
  recover: ReturnType<typeof openEmbedded>["recover"];
  /** bytes of all that is kept, over all workspaces, and at most */
  keptBytes(): number;
  maxBytes: number;
  tidy(): Promise<void>;
  /** moves the clock, ms */
  pass(ms: number): void;
  /** what was logged, a line each */
  lines: string[];
  /** Handles every message that is due, as the worker does; returns how many. */
  work(): Promise<number>;
  close(): void;
}

function sandboxOfTests(): Sandbox {
  const folder = mkdtempSync(join(tmpdir(), "proofsheet-decoders-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return testSandbox(folder);
}

function startDecoders(entry: string): Pool {
  const env = { PATH: process.env.PATH ?? "", MALLOC_ARENA_MAX: "2" };
  const limits = { timeoutMs: 30_000, memoryBytes: 1e9 };
  return createDecoderPool({
    entry,
    env,
    ...(entry === DECODER && { sandbox: sandboxOfTests() }),
    size: 1,
    queue: 10,
    crashRetries: 0,
    ...limits,
  });
}

/** The product's decoders begin once a file of tests, not once a test. They go with the process that started them. */
let shared: Pool | null = null;
const sharedDecoders = (): Pool => {
  shared ??= startDecoders(DECODER);
  return shared;
};

export function testServices(
  options: Partial<Services["limits"]> & { decoders?: DecoderPool; decoder?: string; dataMaxBytes?: number } = {},
): TestServices {
  const { decoders: given, decoder = DECODER, dataMaxBytes = null, ...limits } = options;
  const dataDir = mkdtempSync(join(tmpdir(), "proofsheet-domain-"));
  let now = Date.now(); // stands still unless a test moves it

  const open = openEmbedded({
    dataDir,
    dataMaxBytes,
    sessionSecrets: null,
    role: "server",
    visibilitySeconds: 60,
    now: () => now,
  });
  const own = given || decoder === DECODER ? null : startDecoders(decoder);
  const lines: string[] = [];
  const logged = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }));
  const services: TestServices = {
    ...open,
    receiver: open.store,
    shares: null,
    decoders: given ?? own ?? sharedDecoders(),
    limits: {
      maxUploadBytes: 1_000_000,
      maxPixels: 1_000_000,
      closedFormats: [],
      workspaceImages: 10,
      workspaceBytes: 3_000_000,
      retentionMs: 3_600_000,
      ...limits,
    },
    keepResults: true,
    withScratch: scratchFolders(open.scratch),
    log: { info: logged, warn: logged, error: logged },
    metrics: NO_METRICS,
    now: () => now,
    keptBytes: () => open.catalog.kept().bytes,
    dataDir,
    lines,
    pass(ms) {
      now += ms;
    },
    work: () => workThrough(services),
    close() {
      own?.close();
      open.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return services;
}

async function workThrough(services: Services): Promise<number> {
  let handled = 0;
  for (const [queue, handle] of [
    [services.uploads, processUpload],
    [services.deadLetters, giveUpUpload],
  ] as const) {
    for (;;) {
      const [delivery] = await queue.receive({ max: 1, waitSeconds: 0 });
      if (!delivery) break;
      handled++;
      await handle(services, delivery.event, delivery).then(
        () => queue.acknowledge(delivery),
        () => queue.release(delivery),
      );
    }
  }
  return handled;
}

export const picture = (width = 60, height = 40): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: "#a4651e" } })
    .jpeg()
    .toBuffer();

/** Counts how many removals of the store are in hand at once; each waits until no other has begun for many turns. */
export function removalsAtOnce({ store }: Services): () => number {
  const { remove } = store;
  let [now, most] = [0, 0];
  store.remove = async (key) => {
    most = Math.max(most, ++now);
    for (let [seen, quiet] = [now, 0]; quiet < 200; quiet = now > seen ? 0 : quiet + 1) {
      seen = now;
      await new Promise((turn) => setImmediate(turn));
    }
    now--;
    return remove(key);
  };
  return () => most;
}

/** One file through the form's way in. */
export function upload(
  services: Services,
  bytes: Buffer | string,
  name = "a.jpg",
  workspace = WORKSPACE,
): Promise<ImageRecord> {
  return receiveUpload(services, workspace, {
    name,
    mediaType: "image/jpeg",
    body: Readable.from([Buffer.from(bytes)]),
  });
}

export const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "no error",
    (error) => error.code ?? error,
  );
