import type { ByteSource } from "./byte-source.ts";
import { byte, latin1, u16be, u32be } from "./bytes.ts";
import type { ByteRange } from "./inside.ts";
import { type IsobmffBox, metaContent, readBoxes } from "./isobmff-boxes.ts";
import { readItemEntries } from "./isobmff-item-entries.ts";
import { readItemLocations } from "./isobmff-item-locations.ts";
import { readAssociations } from "./isobmff-properties.ts";

/** An item of a picture's `meta` box (ISO/IEC 14496-12 §8.11): a coded picture, Exif, XMP. */
export interface IsobmffItem {
  id: number;
  /** `hvc1`, `grid`, `Exif`, `mime`, `uri ` */
  type: string;
  /** as the file calls it; mostly empty */
  name: string;
  /** the media type of a `mime` item, the address of a `uri ` one; else empty */
  contentType: string;
  /** how a `mime` item is packed: `deflate`, `gzip`; else empty */
  contentEncoding: string;
  /** where it lies, in order: bytes from the start of the source. What lies in another file is not here. */
  extents: ByteRange[];
  /** its `infe` box, and its entry in `iloc`; null where there is none */
  infe: ByteRange | null;
  iloc: ByteRange | null;
  /** what it says of others: `thmb`, `cdsc`, `auxl`, `dimg` and their item ids */
  references: { type: string; to: number[] }[];
  /** of an auxiliary picture what it is: a URN (`auxC`); else empty */
  auxiliaryType: string;
}

export interface IsobmffItems {
  /** the `meta` box, head included */
  meta: ByteRange;
  /** item id of the picture itself */
  primary: number | null;
  items: IsobmffItem[];
  /** the boxes of `meta` by their types: `iloc`, `iinf`, `iref`, `idat`, … */
  boxes: ReadonlyMap<string, IsobmffBox>;
  /** false where one of the tables is cut off or too large to be read */
  complete: boolean;
}

/** One table is read up to here, bytes. */
const MAX_TABLE = 4_000_000;
const MAX_REFERENCES = 100_000;

/** The items of the first `meta` box of a HEIC or AVIF file; null where there is none. Throws only what the source throws. */
export async function readIsobmffItems(source: ByteSource): Promise<IsobmffItems | null> {
  const { boxes: top } = await readBoxes(source, { offset: 0, bytes: source.bytes });
  const meta = top.find(({ type }) => type === "meta");
  return meta ? itemsOfMeta(source, meta) : null;
}

/** As `readIsobmffItems`, of a `meta` box that is known. */
export async function itemsOfMeta(source: ByteSource, meta: IsobmffBox): Promise<IsobmffItems> {
  const boxes = new Map<string, IsobmffBox>();
  for (const box of (await readBoxes(source, await metaContent(source, meta))).boxes) {
    if (!boxes.has(box.type)) boxes.set(box.type, box);
  }
  let complete = [...boxes.values()].every(({ whole }) => whole);
  const table = async (type: string): Promise<Uint8Array> => {
    const content = boxes.get(type)?.content;
    if (!content) return new Uint8Array(0);
    if (content.bytes > MAX_TABLE) complete = false;
    return source.read(content.offset, Math.min(content.bytes, MAX_TABLE));
  };
  const pitm = await table("pitm");
  const primary = pitm.length < 6 ? null : byte(pitm, 0) === 0 ? u16be(pitm, 4) : u32be(pitm, 4);
  const items = new Map<number, IsobmffItem>();
  const item = (id: number): IsobmffItem => {
    const known = items.get(id);
    if (known) return known;
    const made = emptyItem(id);
    items.set(id, made);
    return made;
  };
  for (const entry of readItemEntries(await table("iinf"), boxes.get("iinf")?.content.offset ?? 0)) {
    Object.assign(item(entry.id), entry);
  }
  const idat = boxes.get("idat")?.content.offset ?? null;
  const locations = readItemLocations(await table("iloc"), boxes.get("iloc")?.content.offset ?? 0, idat);
  complete &&= locations.complete;
  for (const { id, iloc, extents } of locations.entries) Object.assign(item(id), { iloc, extents });
  for (const { type, from, to } of readReferences(await table("iref"))) item(from).references.push({ type, to });
  const iprp = boxes.get("iprp");
  if (iprp) {
    for (const [id, urn] of await readAssociations(source, iprp)) item(id).auxiliaryType = urn;
  }
  return { meta: { offset: meta.offset, bytes: meta.bytes }, primary, items: [...items.values()], boxes, complete };
}

const emptyItem = (id: number): IsobmffItem => ({
  id,
  type: "",
  name: "",
  contentType: "",
  contentEncoding: "",
  extents: [],
  infe: null,
  iloc: null,
  references: [],
  auxiliaryType: "",
});

/** The references of an `iref` box (ISO/IEC 14496-12 §8.11.12). */
function readReferences(iref: Uint8Array): { type: string; from: number; to: number[] }[] {
  const found: { type: string; from: number; to: number[] }[] = [];
  const wide = byte(iref, 0) === 0 ? 2 : 4;
  const id = (at: number) => (wide === 2 ? u16be(iref, at) : u32be(iref, at));
  let left = MAX_REFERENCES;
  for (let at = 4; at + 10 <= iref.length && left > 0; ) {
    const size = u32be(iref, at);
    if (size < 10 || at + size > iref.length) break;
    const count = Math.min(u16be(iref, at + 8 + wide), Math.floor((size - 10 - wide) / wide), left);
    const to: number[] = [];
    for (let index = 0; index < count; index++) to.push(id(at + 10 + wide + index * wide));
    found.push({ type: latin1(iref, at + 4, 4), from: id(at + 8), to });
    left -= Math.max(1, to.length);
    at += size;
  }
  return found;
}
