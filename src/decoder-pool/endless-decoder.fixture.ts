/** A decoder for tests that says that it is up and never lets go of its thread again, as a hostile picture makes one. */
import { watchParent } from "#decoder/watch-parent.ts";
import type { DecoderReady } from "./protocol.ts";

watchParent();
process.send?.({ ready: true } satisfies DecoderReady, () => {
  for (;;);
});
