import type { ByteSource } from "./byte-source.ts";
import { latin1 } from "./bytes.ts";

/** An SVG as one character for each byte, or for each two of UTF-16, so that positions are those of the file. */
export interface SvgText {
  text: string;
  /** where the text begins, bytes: behind a byte order mark */
  from: number;
  /** bytes a character: 1 or 2 */
  unit: number;
}

/** Reads the first `bytes` of a file. Markup is in ASCII; of other letters only the place counts here. */
export async function readSvgText(source: ByteSource, bytes: number): Promise<SvgText> {
  const read = await source.read(0, bytes);
  const [first, second] = [read[0] ?? 0, read[1] ?? 0];
  const marked = (first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe);
  const unit = marked || (first === 0) !== (second === 0) ? 2 : 1;
  if (unit === 1) {
    const from = first === 0xef && second === 0xbb ? Math.min(3, read.length) : 0;
    return { text: latin1(read, from), from, unit };
  }
  const from = marked ? 2 : 0;
  const body = read.subarray(from);
  const decoder = new TextDecoder(first === 0xfe || first === 0 ? "utf-16be" : "utf-16le", { ignoreBOM: true });
  return { text: decoder.decode(body.subarray(0, body.length & ~1)), from, unit };
}
