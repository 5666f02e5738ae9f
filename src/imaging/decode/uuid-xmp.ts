import { statSync } from "node:fs";
import { MOST_XMP } from "../inspect/blocks.ts";
import { FileSource } from "../inspect/byte-source.ts";
import { topBox } from "./isobmff.ts";

/** The name of a `uuid` box of XMP (XMP part 3 §1.1.4, ISO base media files). */
const NAME = Buffer.from("be7acfcb97a942e89c71999491e3afac", "hex");
const MOST_READ = 4_000_000;

/** The XMP of a file that keeps it as films do, in a `uuid` box at the top; null where the first such box is none. */
export function uuidXmp(path: string): Buffer | null {
  const source = new FileSource(path, MOST_READ);
  try {
    const limits = { fileBytes: statSync(path).size, mostBytes: NAME.length + MOST_XMP };
    const body = topBox(source, "uuid", limits);
    return body?.subarray(0, NAME.length).equals(NAME) ? Buffer.from(body.subarray(NAME.length)) : null;
  } catch {
    return null; // what is wrong with the file is said elsewhere
  } finally {
    source.close();
  }
}
