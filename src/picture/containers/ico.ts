import { onePart } from "./one-part.ts";
import type { Walker } from "./walker.ts";

export const walkIco: Walker = async (source) => onePart(source, "unknown", "ico");
