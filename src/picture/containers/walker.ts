import type { ByteSource } from "./byte-source.ts";
import type { Walk } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";

/**
 * Walks one container from its first byte to the last. The parts that it yields cover `source` exactly, whatever is in
 * it; positions count from the source's first byte. Throws nothing for broken bytes.
 *
 * @param level how many pictures this one is inside of, from 0
 */
export type Walker = (source: ByteSource, budget: WalkBudget, level: number) => Promise<Walk>;
