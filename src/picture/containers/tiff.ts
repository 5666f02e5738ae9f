import { onePart } from "./one-part.ts";
import type { Walker } from "./walker.ts";

export const walkTiff: Walker = async (source) => onePart(source, "unknown", "tiff");
