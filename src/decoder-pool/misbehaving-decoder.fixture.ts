/** A decoder for tests: does what the source's name says. Real processes, real signals, no picture. */
import { watchParent } from "#decoder/watch-parent.ts";
import type { DecoderRequest } from "./protocol.ts";

watchParent();

const hoard: Buffer[] = [];

process.on("message", async ({ id, job }: DecoderRequest) => {
  switch (job.source) {
    case "crash":
      process.abort();
      break;
    case "hang":
      process.send?.({ id: 0 }); // on its way before the thread is gone
      for (;;) hoard.length = 0;
    case "eat":
      for (;;) hoard.push(Buffer.alloc(20_000_000, 1));
    case "refuse":
      process.send?.({
        id,
        ok: false,
        error: { code: "damaged_image", detail: "Broken.", parameter: null, cause: null },
      });
      break;
    default:
      process.send?.({ id, ok: true, value: { bytes: process.pid } });
  }
});
