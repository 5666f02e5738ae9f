import { statSync } from "node:fs";
import { FileSource } from "../inspect/byte-source.ts";
import { declaredEnd } from "./isobmff.ts";

/** What is read of one file at most, bytes. */
const MOST_READ = 4_000_000;

/** A sentence where the boxes of a file say that it goes on past its end; else null. */
export function cutOff(path: string): string | null {
  const source = new FileSource(path, MOST_READ);
  try {
    const { size } = statSync(path);
    const end = declaredEnd(source, size);
    if (end <= size) return null;
    const missing = Math.min(99, Math.max(1, Math.round((1 - size / end) * 100)));
    return `This file is cut off: about ${missing} % of it is missing.`;
  } finally {
    source.close();
  }
}
