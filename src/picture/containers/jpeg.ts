import { onePart } from "./one-part.ts";
import type { Walker } from "./walker.ts";

export const walkJpeg: Walker = async (source) => onePart(source, "unknown", "jpeg");
