import { type Blocks, readBlocks } from "#picture/containers/blocks.ts";
import type { ByteSource } from "#picture/containers/byte-source.ts";
import { everyPart, type Walk } from "#picture/containers/part.ts";
import { walkFile } from "#picture/containers/walk.ts";
import { withFileSource } from "./file-source.ts";

/** A file after one walk: its parts, and what those of its metadata hold. All that is told of an upload comes from here. */
export interface WalkedFile extends Blocks {
  walk: Walk;
  /** small copies of the picture that stand in segments of their own (JFXX: ITU-T T.871 §10.2) */
  copies: Uint8Array[];
}

/** Larger copies are not looked at, bytes. */
const MAX_COPY = 500_000;
/** A JPEG has one. */
const MAX_COPIES = 4;

/** Walks a file and reads its blocks. Throws only what the file system throws. */
export function walkedFile(path: string): Promise<WalkedFile> {
  return withFileSource(path, async (source) => {
    const walk = await walkFile(source);
    return { walk, copies: await copiesIn(source, walk), ...(await readBlocks(source, walk)) };
  });
}

async function copiesIn(source: ByteSource, { parts }: Walk): Promise<Uint8Array[]> {
  const copies: Uint8Array[] = [];
  for (const { kind, content } of parts) {
    if (kind !== "thumbnail" || content === undefined || copies.length >= MAX_COPIES) continue;
    copies.push(content.bytes > MAX_COPY ? new Uint8Array(0) : await source.read(content.offset, content.bytes));
  }
  return copies;
}

/** Whether a gain map is inside: a second picture that says how much brighter a screen that can may show each part. */
export function holdsGainMap({ parts }: Walk): boolean {
  for (const { kind } of everyPart(parts)) if (kind === "gain_map") return true;
  return false;
}

/**
 * Frames of an animated PNG (3rd edition §4.9, §11.3.6): its frame control chunks, where `acTL` stands before the pixels;
 * of a still, 1. The first picture of the file is no frame where no `fcTL` stands before it, and is not counted.
 */
export function apngFrames({ parts }: Walk): number {
  const names = parts.map(({ name }) => name);
  const pixels = names.indexOf("IDAT");
  const control = names.indexOf("acTL");
  if (control < 0 || (pixels >= 0 && pixels < control)) return 1;
  return Math.max(1, names.filter((name) => name === "fcTL").length);
}
