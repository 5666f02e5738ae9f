/** A decoder for tests that looks around: tries what its job lists, in JavaScript and in native code, and tells how each went. */
import { spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { linkSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import sharp from "sharp";
import type { PreviewJob } from "./jobs.ts";
import type { DecoderReady, DecoderRequest } from "./protocol.ts";

export interface PryingJob extends PreviewJob {
  tries: readonly Try[];
}
export interface Try {
  what: keyof typeof WAYS;
  /** a file, a folder, a socket or the number of a port or a process */
  at: string;
}

const WAYS = {
  read: async (at: string) => void readFileSync(at),
  list: async (at: string) => void readdirSync(at),
  write: async (at: string) => writeFileSync(at, "was here"),
  symlink: async (at: string) => symlinkSync("/etc/passwd", at),
  link: async (at: string) => linkSync(at, `${process.env.TMPDIR}/link`),
  "read natively": async (at: string) => void (await sharp(at).metadata()),
  "write natively": async (at: string) => {
    await sharp({ create: { width: 1, height: 1, channels: 3, background: "red" } })
      .png()
      .toFile(at);
  },
  "connect to port": (at: string) => connected({ port: Number(at), host: "127.0.0.1" }),
  "connect to socket": (at: string) => connected({ path: at }),
  "send a datagram": (at: string) =>
    new Promise<void>((resolve, reject) => {
      const socket = createSocket("udp4").on("error", reject);
      socket.send("here", Number(at), "127.0.0.1", (error) => (error ? reject(error) : resolve(void socket.close())));
    }),
  start: async (at: string) => {
    const { error } = spawnSync(at, ["--version"]);
    if (error) throw error;
  },
  signal: async (at: string) => void process.kill(Number(at), 0),
} satisfies Record<string, (at: string) => Promise<void>>;

function connected(where: { port: number; host: string } | { path: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(where, () => resolve(void socket.destroy())).on("error", reject);
  });
}

process.on("message", async ({ id, job }: DecoderRequest) => {
  const outcomes: string[] = [];
  for (const { what, at } of (job as PryingJob).tries) {
    const path = at.replace("{out}", process.env.TMPDIR ?? "").replace("{source}", job.source);
    outcomes.push(
      await WAYS[what](path).then(
        () => "open",
        () => "shut",
      ),
    );
  }
  process.send?.({ id, ok: true, value: outcomes });
});
process.send?.({ ready: true } satisfies DecoderReady);
