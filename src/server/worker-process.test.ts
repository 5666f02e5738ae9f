// @module-tag slow
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test, vi } from "vitest";

const SERVER = fileURLToPath(new URL("./worker-process.fixture.ts", import.meta.url));
const WORKER = fileURLToPath(new URL("./worker.fixture.ts", import.meta.url));

test.skipIf(process.platform === "win32")(
  "a worker that could not be started for want of descriptors is started once there are some, and can be stopped",
  async () => {
    const command = [process.execPath, SERVER, WORKER];
    const child = spawn("sh", ["-c", 'ulimit -n 64; exec "$@"', "sh", ...command], { stdio: "pipe" });
    onTestFinished(() => void child.kill("SIGKILL"));
    const lines: string[] = [];
    createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
    let complaint = "";
    child.stderr.on("data", (text) => {
      complaint += text;
    });
    await vi.waitFor(() => expect(lines, complaint).toContain("worker is up"), { timeout: 15_000, interval: 20 });
    child.stdin.end();
    expect(await once(child, "close")).toEqual([0, null]);
    expect(lines).toEqual(["begins", "full", "failed", "worker is up", "told to stop", "stopped"]);
  },
);
