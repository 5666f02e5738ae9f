import { MAX_XMP } from "#decoder/inspect/blocks.ts";
import { withBoxSource } from "./box-source.ts";
import { topBox } from "./isobmff.ts";

/** The name of a `uuid` box of XMP (XMP part 3 §1.1.4, ISO base media files). */
const NAME = Buffer.from("be7acfcb97a942e89c71999491e3afac", "hex");

/** The XMP of a file that keeps it as films do, in a `uuid` box at the top; null where the first such box is none. */
export function uuidXmp(path: string): Buffer | null {
  try {
    return withBoxSource(path, (source, fileBytes) => {
      const body = topBox(source, "uuid", { fileBytes, mostBytes: NAME.length + MAX_XMP });
      return body?.subarray(0, NAME.length).equals(NAME) ? Buffer.from(body.subarray(NAME.length)) : null;
    });
  } catch {
    return null; // what is wrong with the file is said elsewhere
  }
}
