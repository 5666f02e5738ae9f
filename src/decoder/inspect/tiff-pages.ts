import { FileSource } from "./sync-source.ts";
import { readDirectory, readTiffHeader, type TiffDirectory } from "./tiff-directory.ts";

/** Bytes read of one file at most: a directory of every page, and some. */
const MAX_READ = 64_000_000;
const WIDTH = 256;
const HEIGHT = 257;
const ORIENTATION = 274;
/** What pages must have in common to be decoded as one roll: size, samples and their depth and meaning (TIFF 6.0 §8). */
const SHAPE = [WIDTH, HEIGHT, ORIENTATION, 258, 262, 277, 284, 339];

export interface TiffPages {
  /** px as seen, one a page; as many as were asked for at most */
  sizes: [width: number, height: number][];
  /** true where the decoder can take all pages in one go */
  alike: boolean;
}

/** The pages of a TIFF by its directories alone, at most `most`; one that comes round again ends the walk. */
export function tiffPages(path: string, most: number): TiffPages {
  const source = new FileSource(path, MAX_READ);
  try {
    const header = readTiffHeader(source);
    const seen = new Set<number>();
    const sizes: TiffPages["sizes"] = [];
    const shapes = new Set<string>();
    for (let at = header?.first ?? 0; header && at > 0 && !seen.has(at) && sizes.length < most; ) {
      seen.add(at);
      const directory = readDirectory(source, header, at);
      if (directory.entries.length === 0) break;
      sizes.push(sizeOf(directory));
      shapes.add(SHAPE.map((tag) => JSON.stringify(valueIn(directory, tag))).join());
      at = directory.next;
    }
    return { sizes, alike: shapes.size < 2 };
  } finally {
    source.close();
  }
}

function sizeOf(directory: TiffDirectory): [number, number] {
  const [width, height] = [valueIn(directory, WIDTH)?.[1] ?? 0, valueIn(directory, HEIGHT)?.[1] ?? 0];
  return (valueIn(directory, ORIENTATION)?.[1] ?? 1) > 4 ? [height, width] : [width, height];
}

/** How many values there are, and the first of them where it lies in the entry itself. */
function valueIn({ entries }: TiffDirectory, tag: number): [count: number, first: number | null] | null {
  const entry = entries.find((one) => one.tag === tag);
  return entry ? [entry.count, entry.number] : null;
}
