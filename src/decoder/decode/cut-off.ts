import { withBoxSource } from "./box-source.ts";
import { declaredEnd } from "./isobmff.ts";

/** A sentence where the boxes of a file say that it goes on past its end; else null. */
export function cutOff(path: string): string | null {
  return withBoxSource(path, (source, size) => {
    const end = declaredEnd(source, size);
    if (end <= size) return null;
    const missing = Math.min(99, Math.max(1, Math.round((1 - size / end) * 100)));
    return `This file is cut off: about ${missing} % of it is missing.`;
  });
}
