/** Who is killed next, below a server. */
import { childrenOf, commandOf, descendantsOf } from "#e2e/processes.ts";
import type { Random } from "./random-from.ts";

export const pick = <T>(random: Random, items: readonly T[]): T | undefined =>
  items[Math.floor(random() * items.length)];

/** The worker or one of the decoders, the server's or the worker's; false where there is none at the moment. */
export function strikeOne(server: number, random: Random): boolean {
  const worker = childrenOf(server).filter((pid) => commandOf(pid).includes("worker.mjs"));
  const decoders = descendantsOf(server).filter((pid) => commandOf(pid).includes("decoder.mjs"));
  const victim = pick(random, random() < 0.4 ? worker : decoders);
  if (victim === undefined) return false;
  try {
    process.kill(victim, "SIGKILL");
    return true;
  } catch {
    return false; // it went by itself
  }
}
