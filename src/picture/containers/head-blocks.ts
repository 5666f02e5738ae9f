import type { RawGroup } from "#picture/metadata.ts";

/** Exif (a TIFF stream) and XMP of a container that exifr does not open, or not safely. */
export interface HeadBlocks {
  exif: Uint8Array | null;
  xmp: string | null;
  /** plain texts of the container, by Exif's names */
  texts: RawGroup;
  /** true where something is there that was not read: too large, packed, or in several pieces */
  cut: boolean;
}

/** One block that is read at most, bytes. */
export const MAX_HEAD_BLOCK = 1_000_000;

export const noHeadBlocks = (): HeadBlocks => ({ exif: null, xmp: null, texts: {}, cut: false });

/** Bytes of a file from here to there; shorter at its end. */
export async function headBytes(file: Blob, from: number, length: number): Promise<DataView> {
  return new DataView(await file.slice(from, from + Math.min(length, MAX_HEAD_BLOCK)).arrayBuffer());
}

export function latin(view: DataView, at: number, length: number): string {
  if (at < 0 || at + length > view.byteLength) return "";
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length));
}
