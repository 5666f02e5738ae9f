// @module-tag slow
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDecoderPool } from "./pool.ts";
import type { PryingJob, Try } from "./prying-decoder.fixture.ts";
import { testSandbox } from "./sandbox.fixture.ts";
import type { Sandbox } from "./sandbox.ts";

const entry = fileURLToPath(new URL("./prying-decoder.fixture.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "proofsheet-sandbox-"));
const at = (name: string) => join(folder, name);
const sandbox = testSandbox(at("decoders"));
if (sandbox.kernel.length < 3)
  console.info("Skipped: what the kernel shuts. It takes Linux 5.13 with Landlock, and /usr/bin/perl.");
const servers: Server[] = [];
let port = "";

beforeAll(async () => {
  mkdirSync(at("uploads"));
  for (const name of ["secret", "catalog.sqlite"]) writeFileSync(at(name), name);
  const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: "#a4651e" } }).png();
  for (const name of ["own", "other"]) await picture.toFile(at(`uploads/${name}`));
  for (const where of [0, at("socket")]) {
    const server = createServer((socket) => socket.destroy());
    servers.push(server);
    await new Promise<void>((listening) => server.listen(where, listening));
    const address = server.address();
    if (typeof address === "object") port = String(address?.port);
  }
});
afterAll(() => {
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** How each try went in a child of its own. */
async function outcomes(tries: readonly Try[], inside: Sandbox): Promise<string[]> {
  const env = { PATH: process.env.PATH ?? "" };
  const limits = { size: 1, queue: 0, timeoutMs: 20_000, memoryBytes: 1e9, crashRetries: 0 };
  const pool = createDecoderPool({ entry, env, sandbox: inside, ...limits });
  const file = { source: at("uploads/own"), format: "png", damaged: false, frames: 1 };
  const job: PryingJob = { kind: "preview", ...file, page: 0, output: at("result"), maxPixels: 1, tries };
  try {
    return (await pool.run(job)) as unknown as string[];
  } finally {
    pool.close();
  }
}

/** What must be possible, what no decoder may, and what only the kernel can refuse. */
const open = (): Try[] => [
  { what: "read", at: "{source}" },
  { what: "read natively", at: "{source}" },
  { what: "write", at: "{out}/file" },
  { what: "write natively", at: "{out}/file.png" },
];
const shut = (): Try[] => [
  { what: "read", at: at("secret") },
  { what: "read", at: at("catalog.sqlite") },
  { what: "read", at: at("uploads/other") },
  { what: "read", at: at("uploads/own") },
  { what: "read", at: `/proc/${process.pid}/environ` },
  { what: "read", at: "/etc/passwd" },
  { what: "list", at: at("decoders") },
  { what: "list", at: at("uploads") },
  { what: "write", at: at("file") },
  { what: "write", at: "{source}" },
  { what: "link", at: "{source}" },
  { what: "symlink", at: "{out}/symlink" },
  { what: "start", at: process.execPath },
  { what: "start", at: "/bin/sh" },
];
const shutByKernel = (): Try[] => [
  { what: "read natively", at: at("uploads/other") },
  { what: "write natively", at: at("file.png") },
  { what: "connect to port", at: port },
  { what: "connect to socket", at: at("socket") },
  { what: "send a datagram", at: port },
  { what: "signal", at: String(process.pid) },
];
const told = (tries: readonly Try[], found: readonly string[]) =>
  tries.map(({ what, at: where }, index) => `${what} ${where}: ${found[index]}`);
const all = (tries: readonly Try[], outcome: string) =>
  told(
    tries,
    tries.map(() => outcome),
  );

describe("from inside a decoder", () => {
  it("only its own folders are there, by Node alone too", async () => {
    const byNode = { ...sandbox, kernel: [] };
    const [works, refused] = [open(), shut()];
    const found = await outcomes([...works, ...refused], byNode);
    expect(told([...works, ...refused], found)).toEqual([...all(works, "open"), ...all(refused, "shut")]);
  });

  it.skipIf(process.platform !== "linux")("native code and the network are open where Node alone watches", async () => {
    const tries = shutByKernel();
    expect(told(tries, await outcomes(tries, { ...sandbox, kernel: [] }))).toEqual(all(tries, "open"));
    rmSync(at("file.png"));
  });

  it.skipIf(sandbox.kernel.length < 3)(
    "the kernel shuts native code off, the network, and other processes",
    async () => {
      const [works, refused] = [open(), [...shut(), ...shutByKernel()]];
      const found = await outcomes([...works, ...refused], sandbox);
      expect(told([...works, ...refused], found)).toEqual([...all(works, "open"), ...all(refused, "shut")]);
      expect(readdirSync(folder).toSorted()).toEqual(["catalog.sqlite", "decoders", "secret", "socket", "uploads"]);
      expect(readFileSync(at("secret"), "utf8")).toBe("secret");
    },
  );
});
