import { readFile } from "node:fs/promises";
import { fillWorkspace } from "./catalog.ts";
import { bytesRead, ownCpu, ownMemory, watchPeak } from "./processes.ts";
import type { Section } from "./section.ts";
import { startProduct, withServers } from "./servers.ts";
import { megabytes, milliseconds } from "./table.ts";

const IMAGES = 500;
const IMAGE_BYTES = 3_000_000;
const MAX_GROWTH = 64_000_000;

/** A whole workspace as one ZIP, read as fast as it comes. */
export const archive: Section = async ({ table, pictures, folder }) => {
  const jpeg = await readFile(pictures.jpeg24);
  const original = Buffer.concat([jpeg, Buffer.alloc(IMAGE_BYTES)]).subarray(0, IMAGE_BYTES);
  const cookie = await fillWorkspace(folder, IMAGES, original);
  const limits = { WORKSPACE_MAX_BYTES: String(2 * IMAGES * IMAGE_BYTES) };
  await withServers([startProduct(folder, limits)], async ({ pid, client }) => {
    const headers = { cookie };
    await client.expect(200, "/", { headers });
    const before = { memory: ownMemory(pid), read: bytesRead(pid), cpu: ownCpu(pid) };
    const peak = watchPeak(() => ownMemory(pid), 20);
    const started = performance.now();
    const first = { read: 0, ms: 0 };
    const { bytes } = await client.expect(200, "/api/archive", {
      headers,
      // At once, before anything else of this process runs: what the server has read by now.
      onFirstByte() {
        first.read = bytesRead(pid) - before.read;
        first.ms = performance.now() - started;
      },
    });
    const seconds = (performance.now() - started) / 1000;
    const grown = peak.stop() - before.memory;
    if (bytes < IMAGES * IMAGE_BYTES) throw new Error(`the archive has ${bytes} bytes`);
    const what = `ZIP of ${IMAGES} images of ${megabytes(IMAGE_BYTES)}`;
    table.add({
      what: `${what}: the server's memory grows by`,
      ours: megabytes(grown),
      floor: "",
      ratio: "",
      target: `< ${megabytes(MAX_GROWTH)}`,
      met: grown < MAX_GROWTH,
    });
    table.add({
      what: `${what}: read from disk by the first byte (it came after ${first.ms.toFixed(0)} ms)`,
      ours: megabytes(first.read),
      floor: "",
      ratio: "",
      target: `< ${megabytes(IMAGE_BYTES)}, one image`,
      met: first.read < IMAGE_BYTES,
    });
    table.add({
      what: `${what}: CPU a 100 MB, and how fast`,
      ours: milliseconds((ownCpu(pid) - before.cpu) / (bytes / 1e8)),
      floor: `${megabytes(bytes / seconds)}/s`,
      ratio: "",
      target: "",
      met: null,
    });
  });
};
