import { withBoxSource } from "./box-source.ts";
import { boxAt, boxesIn, topBox } from "./isobmff.ts";

/** Bytes of the `meta` box that are still read: a few thousand in real files. */
const MAX_META = 2_000_000;

/** ColourPrimaries (ITU-T H.273) of the first `colr` property of kind `nclx`; null where there is none, or no sense in it. */
export function codedPrimaries(path: string): number | null {
  for (const { type, body } of properties(path)) {
    if (type === "colr" && body.length >= 6 && body.toString("latin1", 0, 4) === "nclx") return body.readUInt16BE(4);
  }
  return null;
}

/** The item properties of a HEIF file (ISO/IEC 23008-12 §9.3); none where its boxes make no sense. */
function properties(path: string): { type: string; body: Buffer }[] {
  try {
    return withBoxSource(path, (source, fileBytes) => {
      const meta = topBox(source, "meta", { fileBytes, mostBytes: MAX_META });
      return meta ? [...boxesIn(boxAt(Buffer.from(meta.subarray(4)), "iprp", "ipco"))] : [];
    });
  } catch {
    return []; // the decoder says what is wrong with it
  }
}
