import { readFile } from "node:fs/promises";
import { type Sharp, type SharpOptions, sharp } from "./sharp-setup.ts";

export interface Source {
  path: string;
  /** a key of the format table, as the content says */
  format: string;
  /** width x height x frames that may be decoded */
  maxPixels: number;
  /** true for a file that is known to be cut off or broken: what can be read of it is taken */
  damaged?: boolean;
}

/**
 * Opens an original for decoding, upright. `failOn: 'error'`: files of real cameras draw warnings. Opened by path,
 * which is cheaper than a Buffer; an SVG only as a Buffer, for by path it may read other files of its folder.
 */
export async function openSource(source: Source, options: SharpOptions = {}): Promise<Sharp> {
  const input = source.format === "svg" ? await readFile(source.path) : source.path;
  const failOn = source.damaged ? "none" : "error";
  return sharp(input, { autoOrient: true, failOn, limitInputPixels: source.maxPixels, ...options });
}
