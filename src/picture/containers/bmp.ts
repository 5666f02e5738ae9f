import { windowed } from "./byte-source.ts";
import { u32le } from "./bytes.ts";
import { byPosition, coveredBy } from "./covered-range.ts";
import { dibLayout } from "./dib.ts";
import { partsBehindEnd } from "./files-behind-end.ts";
import { finishedWalk } from "./inside.ts";
import type { Part } from "./part.ts";
import type { Walker } from "./walker.ts";

const FILE_HEAD = 14;
/** `LINK` and `MBED` of a BITMAPV5HEADER's colour space: a profile by the path of its file, or in the file. */
const LINKED = 0x4c494e4b;
const EMBEDDED = 0x4d424544;

/** A Windows bitmap: heads, masks, palette, pixels and profile where the heads say, and all that lies between. */
export const walkBmp: Walker = async (file, budget, level) => {
  const source = windowed(file);
  const head = await source.read(0, FILE_HEAD + 124);
  const dib = head.subarray(FILE_HEAD);
  const layout = dibLayout(dib);
  const parts: Part[] = [{ offset: 0, bytes: FILE_HEAD, kind: "structure", name: "file header" }];
  let at = FILE_HEAD;
  const put = (kind: Part["kind"], name: string, bytes: number) => {
    if (bytes > 0) parts.push({ offset: at, bytes, kind, name });
    at += bytes;
  };
  put("structure", "DIB header", layout.head);
  put("structure", "masks", layout.masks);
  const pixels = u32le(head, 10);
  put("colour", "palette", Math.max(0, Math.min(layout.palette, pixels - at)));
  if (pixels >= at) parts.push({ offset: pixels, bytes: layout.pixels, kind: "pixels", name: "pixels" });
  const profile = profilePart(dib, layout.head);
  if (profile) parts.push(profile);
  const cut = parts.some((part) => part.offset + part.bytes > source.bytes);
  const inFile = parts.filter((part) => part.bytes > 0 && part.offset < source.bytes);
  const end = Math.min(source.bytes, Math.max(...inFile.map((part) => part.offset + part.bytes)));
  const cover = await coveredBy(source, inFile.sort(byPosition), { from: 0, to: end }, budget);
  cover.push(...(await partsBehindEnd(source, end, budget, level)));
  return finishedWalk("bmp", cover, cut);
};

function profilePart(dib: Uint8Array, head: number): Part | null {
  if (head < 124) return null;
  const type = u32le(dib, 56);
  const range = { offset: FILE_HEAD + u32le(dib, 112), bytes: u32le(dib, 116) };
  if (range.bytes === 0 || range.offset < FILE_HEAD + head) return null;
  if (type === LINKED) return { ...range, kind: "text", name: "profile", label: "path of the profile", content: range };
  return type === EMBEDDED ? { ...range, kind: "colour", name: "profile", label: "ICC", content: range } : null;
}
