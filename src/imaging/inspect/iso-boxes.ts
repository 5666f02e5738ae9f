import { statSync } from "node:fs";
import { type ByteSource, FileSource } from "./byte-source.ts";

/** One box of an ISO base media file (ISO/IEC 14496-12 §4.2), in bytes from the start of the file. */
export interface Box {
  type: string;
  /** of its content, behind size and type */
  start: number;
  /** as the box says; may lie past the end of what is there */
  end: number;
}

/** Real files have a handful on a level; a hostile one may have a million of eight bytes each. */
const MOST_BOXES = 2_000;
/** What is read of one file at most, bytes. */
const MOST_READ = 4_000_000;

/** The boxes side by side between two positions. Ends at what is no box, so that nothing can turn in a circle. */
export function* boxesIn(source: ByteSource, from: number, to: number): Generator<Box> {
  let at = from;
  for (let count = 0; count < MOST_BOXES && at + 8 <= to; count++) {
    const head = source.read(at, 16);
    if (head.length < 8) return;
    const short = head.readUInt32BE(0);
    if (short === 1 && head.length < 16) return;
    const size = short === 0 ? to - at : short === 1 ? Number(head.readBigUInt64BE(8)) : short;
    const start = at + (short === 1 ? 16 : 8);
    if (!Number.isSafeInteger(size) || at + size < start) return;
    yield { type: head.toString("latin1", 4, 8), start, end: at + size };
    at += size;
  }
}

/** A sentence where the last box of a file says that it goes on past the file's end; else null. */
export function cutOff(path: string): string | null {
  const source = new FileSource(path, MOST_READ);
  try {
    const { size } = statSync(path);
    const end = Math.max(size, ...[...boxesIn(source, 0, size)].map((box) => box.end));
    if (end === size) return null;
    const missing = Math.min(99, Math.max(1, Math.round((1 - size / end) * 100)));
    return `This file is cut off: about ${missing} % of it is missing.`;
  } finally {
    source.close();
  }
}
