import { onePart } from "./one-part.ts";
import type { Walker } from "./walker.ts";

export const walkIsobmff: Walker = async (source) => onePart(source, "unknown", "mp4");
