import { onePart } from "./one-part.ts";
import type { Walker } from "./walker.ts";

export const walkBmp: Walker = async (source) => onePart(source, "unknown", "bmp");
