import { onePart } from "./one-part.ts";
import type { Walker } from "./walker.ts";

export const walkGif: Walker = async (source) => onePart(source, "unknown", "gif");
