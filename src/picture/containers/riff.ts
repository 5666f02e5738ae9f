import { onePart } from "./one-part.ts";
import type { Walker } from "./walker.ts";

export const walkRiff: Walker = async (source) => onePart(source, "unknown", "webp");
