// @module-tag slow
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryDirectory } from "#adapters/embedded/temporary-directory.fixture.ts";
import { testSandbox } from "./sandbox.fixture.ts";

const parent = fileURLToPath(new URL("./orphaning-parent.fixture.ts", import.meta.url));
const kernel = testSandbox("").kernel;

/** Gone, or dead and not yet counted by whoever inherits orphans here. */
function hasEnded(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return true;
  }
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && /\) [ZX] /.test(readFileSync(stat, "utf8"));
}

describe("a decoder that never lets go of its thread", () => {
  it.for([
    { mode: "none", by: "a thread of its own, without a sandbox", possible: true },
    { mode: "node", by: "a thread of its own", possible: true },
    { mode: "kernel", by: "the kernel", possible: kernel.length > 0 },
  ])("ends with a parent that is killed, by $by", async ({ mode, possible }, { skip }) => {
    skip(!possible, "It takes Linux, and /usr/bin/perl.");
    const folder = temporaryDirectory();
    const server = spawn(process.execPath, [parent, mode, folder], { stdio: ["ignore", "pipe", "inherit"] });
    const [line] = await once(server.stdout, "data");
    const pid = Number(line);
    onTestFinished(() => {
      if (!hasEnded(pid)) process.kill(pid, "SIGKILL");
    });
    expect(hasEnded(pid)).toBe(false);
    server.kill("SIGKILL");
    await expect.poll(() => hasEnded(pid), { interval: 20, timeout: 5_000 }).toBe(true);
  });
});
