import { bytesOfLatin1, concat, latin1, u16le, u32be, u32le } from "./bytes.ts";
import { isoBox, jpegSegment } from "./files.fixture.ts";

/** A file with something put in that no reader knows, and where that is. */
export interface Planted {
  file: Uint8Array;
  offset: number;
  bytes: number;
}

const WORDS = "planted 48.8588 2.2943";

function putIn(file: Uint8Array, offset: number, piece: Uint8Array): Planted {
  return { file: concat([file.subarray(0, offset), piece, file.subarray(offset)]), offset, bytes: piece.length };
}

/** Puts a private segment, chunk, box or extension into a file, where the format has them; else bytes behind its end. */
export function plant(file: Uint8Array): Planted {
  const start = latin1(file, 0, 12);
  if (start.startsWith("\xff\xd8\xff")) return putIn(file, 2, jpegSegment(0xe9, `Nobody\0${WORDS}`));
  if (start.startsWith("\x89PNG")) return putIn(file, 8 + 25, isoBox("plNt", `${WORDS}CRC_`));
  if (start.startsWith("RIFF")) {
    const chunk = bytesOfLatin1(`plNt\x16\0\0\0${WORDS}`);
    const planted = putIn(file, Math.min(file.length, 8 + u32le(file, 4)), chunk);
    new DataView(planted.file.buffer).setUint32(4, u32le(file, 4) + chunk.length, true);
    return planted;
  }
  if (start.slice(4, 8) === "ftyp") return putIn(file, u32be(file, 0), isoBox("plNt", WORDS));
  if (start.startsWith("GIF8")) {
    const palette = (file[10] ?? 0) & 0x80 ? 3 * 2 ** (((file[10] ?? 0) & 7) + 1) : 0;
    return putIn(file, 13 + palette, bytesOfLatin1(`!\xff\x0bNOBODY  1.0\x16${WORDS}\0`));
  }
  return putIn(file, file.length, bytesOfLatin1(WORDS + WORDS + u16le(file, 0)));
}
