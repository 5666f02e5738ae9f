import { onePart } from "./one-part.ts";
import type { Walker } from "./walker.ts";

export const walkSvg: Walker = async (source) => onePart(source, "unknown", "svg");
