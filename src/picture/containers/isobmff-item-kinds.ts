import type { IsobmffItem, IsobmffItems } from "./isobmff-items.ts";
import type { PartKind } from "./part.ts";

/** Pictures by what codes them, and those that are made out of others (ISO/IEC 23008-12 §6.6, annexes). */
const PICTURES = new Set([
  "hvc1", "hev1", "hvt1", "lhv1", "av01", "avc1", "avc3", "svc1", "vvc1", "vvcN", "evc1", "jpeg", "j2k1", "mski", "unci",
  "grid", "iovl", "iden", "tili", "tmap", "mpo ",
]); // biome-ignore format: a table
/** Items that a picture is made out of. */
const MADE_OF = new Set(["dimg", "tbas", "base", "exbl"]);
const XMP_TYPES = new Set(["application/rdf+xml", "application/xmp+xml", "text/xmp"]);

const MAX_LABEL = 200;

export interface ItemKind {
  kind: PartKind;
  label?: string;
}

/** What the bytes of each item are, by its id. */
export function isobmffItemKinds({ items, primary }: IsobmffItems): ReadonlyMap<number, ItemKind> {
  const byId = new Map(items.map((item) => [item.id, item]));
  const kinds = new Map<number, ItemKind>();
  const give = (id: number, kind: ItemKind) => {
    for (const item of withIngredients(byId, id, kinds)) if (isPicture(item)) kinds.set(item.id, kind);
  };
  // What says most goes first: the tiles of a gain map are tiles of a gain map.
  for (const { type, references, id } of items) {
    if (type !== "tmap") continue;
    const [base, ...maps] = references.filter((one) => one.type === "dimg").flatMap(({ to }) => to);
    kinds.set(id, { kind: "gain_map" });
    for (const map of maps) give(map, { kind: "gain_map" });
    if (base !== undefined && primary === id) give(base, { kind: "pixels" });
  }
  for (const item of items) if (item.id !== primary && item.auxiliaryType !== "") give(item.id, auxiliaryKind(item));
  if (primary !== null) give(primary, { kind: "pixels" });
  for (const item of items) {
    if (item.references.some(({ type }) => type === "thmb")) give(item.id, { kind: "thumbnail" });
  }
  for (const item of items) {
    if (!kinds.has(item.id)) kinds.set(item.id, otherKind(item));
  }
  return kinds;
}

const isPicture = ({ type, contentType }: IsobmffItem): boolean =>
  PICTURES.has(type) || (type === "mime" && contentType.startsWith("image/"));

/** An item and all that it is made of, each once; not those that are `done`, nor what they are made of. */
function withIngredients(
  byId: ReadonlyMap<number, IsobmffItem>,
  id: number,
  done: ReadonlyMap<number, ItemKind>,
): IsobmffItem[] {
  const found = new Set<IsobmffItem>();
  const next = [id];
  for (let current = next.pop(); current !== undefined; current = next.pop()) {
    const item = byId.get(current);
    if (item === undefined || found.has(item) || done.has(item.id)) continue;
    found.add(item);
    for (const { type, to } of item.references) if (MADE_OF.has(type)) for (const one of to) next.push(one);
  }
  return [...found];
}

/** An auxiliary picture by its URN: alpha belongs to the picture, the rest are pictures beside it. */
function auxiliaryKind({ auxiliaryType: urn }: IsobmffItem): ItemKind {
  if (/alpha|auxid:1$/i.test(urn)) return { kind: "pixels", label: urn };
  if (/depth|disparity|auxid:2$/i.test(urn)) return { kind: "depth_map", label: urn };
  if (/gain-?map|21496/i.test(urn)) return { kind: "gain_map", label: urn };
  return { kind: "image", label: urn };
}

function otherKind(item: IsobmffItem): ItemKind {
  const { type, name, contentType } = item;
  if (type === "Exif") return { kind: "exif" };
  if (XMP_TYPES.has(contentType.toLowerCase())) return { kind: "xmp", label: contentType };
  if (/c2pa|jumbf/i.test(contentType)) return { kind: "credentials", label: contentType };
  const label = [contentType, name]
    .filter((text) => text !== "")
    .join(" ")
    .slice(0, MAX_LABEL);
  return { kind: isPicture(item) ? "image" : "unknown", ...(label !== "" && { label }) };
}
