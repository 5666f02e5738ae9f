import { onePart } from "./one-part.ts";
import type { Walker } from "./walker.ts";

export const walkPng: Walker = async (source) => onePart(source, "unknown", "png");
