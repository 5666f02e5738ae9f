/** A decoder for tests: does what the source's name says. Real processes, real signals, no picture. */
import { existsSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import type { DecoderReady, DecoderRequest } from "./protocol.ts";

const hoard: Buffer[] = [];

process.on("message", async ({ id, job }: DecoderRequest) => {
  switch (job.source) {
    case "crash":
      process.abort();
      break;
    case "killed":
      process.kill(process.pid, "SIGKILL"); // as the system's memory killer does
      break;
    case "hang":
      if ("output" in job && job.output) writeFileSync(job.output, String(process.pid));
      for (;;) hoard.length = 0;
    case "eat":
      for (;;) hoard.push(Buffer.alloc(20_000_000, 1));
    case "gate": // until what is to be written is there
      while ("output" in job && !existsSync(job.output)) await pause(5);
      process.send?.({ id, ok: true, value: { bytes: process.pid } });
      break;
    case "keep":
      process.send?.({ id, ok: true, value: { bytes: process.pid }, keeps: true });
      break;
    case "refuse":
      process.send?.({
        id,
        ok: false,
        error: { code: "damaged_image", detail: "Broken.", parameter: null, cause: null },
      });
      break;
    case "trap":
      process.send?.(
        {
          id,
          ok: false,
          error: { code: "damaged_image", detail: "Trapped.", parameter: null, cause: null },
          last: true,
        },
        () => process.exit(1),
      );
      break;
    default:
      process.send?.({ id, ok: true, value: { bytes: process.pid } });
  }
});

process.send?.({ ready: true } satisfies DecoderReady);
