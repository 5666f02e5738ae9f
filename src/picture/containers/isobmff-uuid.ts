import type { ByteSource } from "./byte-source.ts";
import { exifPart } from "./exif-part.ts";
import { behind, walkRange } from "./inside.ts";
import { type IsobmffBox, readBoxes } from "./isobmff-boxes.ts";
import { jumbfParts } from "./jumbf.ts";
import type { Part } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";

const XMP = "be7acfcb97a942e89c71999491e3afac";
const C2PA = "d8fec3d61b0e483c92975828877ec481";
const EXIF = "0537cdab9d0c4431a72afa561f2a113e";
const IPTC = "33c7a4d2b81d4723a0baf1a3e097ad38";
const PHOTOSHOP = "2c4c0100850440b9a03e562148d6dfeb";
/** Canon: its directories of Exif, and a preview. */
const CANON = "85c0b687820f11e08111f4ce462b6a48";
const CANON_PREVIEW = "eaf42b5e1c984b88b9fbb7dc406e4d16";
/** Spherical videos (Google), in XML. */
const SPHERICAL = "ffcc8263f8554a938814587a02521fdd";
/** Sony's and Panasonic's. */
const MAKERS: ReadonlyMap<string, string> = new Map([
  ["50524f4621d24fcebb88695cfac9c740", "Sony"],
  ["55534d5421d24fcebb88695cfac9c740", "Sony"],
  ["98e85e6d00c847f3a1ab93a2bd0e4b17", "Panasonic"],
]);

/** A box with an extended type (ISO/IEC 14496-12 §11.1): metadata where the type is known, else `unknown`. */
export async function uuidPart(
  source: ByteSource,
  box: IsobmffBox,
  part: Part,
  budget: WalkBudget,
  level: number,
): Promise<Part> {
  const { uuid, content } = box;
  const named: Part = { ...part, ...(uuid !== null && { label: uuid }), content };
  switch (uuid) {
    case XMP:
    case SPHERICAL:
      return { ...named, kind: "xmp" };
    case C2PA:
      return { ...named, kind: "credentials", ...(await manifest(source, box, budget, level)) };
    case EXIF:
      return exifPart(source, named, content, budget, level);
    case IPTC:
      return { ...named, kind: "iptc" };
    case PHOTOSHOP:
      return { ...named, kind: "photoshop" };
    case CANON:
      return { ...named, kind: "maker_data", parts: await canonParts(source, box, budget, level) };
    case CANON_PREVIEW:
      return { ...named, kind: "preview" };
    default:
      return { ...named, kind: MAKERS.has(uuid ?? "") ? "maker_data" : "unknown" };
  }
}

/** A version, a purpose that ends on a zero, eight bytes of a position, and the manifest store (C2PA 2.1 §A.5). */
async function manifest(
  source: ByteSource,
  { content }: IsobmffBox,
  budget: WalkBudget,
  level: number,
): Promise<Pick<Part, "content" | "parts">> {
  const head = await source.read(content.offset, Math.min(64, content.bytes));
  const end = head.indexOf(0, 4);
  const purpose = new TextDecoder().decode(head.subarray(4, Math.max(4, end)));
  const store = behind(content, end + 1 + (purpose === "manifest" || purpose === "update" ? 8 : 0));
  if (end < 0 || purpose === "merkle") return { content };
  return { content: store, parts: await jumbfParts(source, store, budget, level) };
}

/** CMT1 to CMT4 are TIFF streams: Exif's directories each. */
async function canonParts(source: ByteSource, box: IsobmffBox, budget: WalkBudget, level: number): Promise<Part[]> {
  const parts: Part[] = [];
  for (const { type, offset, bytes, content } of (await readBoxes(source, box.content)).boxes) {
    if (!budget.takePart()) break;
    const part: Part = { offset, bytes, kind: "maker_data", name: type, content };
    if (/^CMT[124]$/.test(type)) parts.push(await exifPart(source, part, content, budget, level));
    else if (type === "THMB") parts.push({ ...part, kind: "thumbnail" });
    else if (type === "CMT3")
      parts.push({ ...part, kind: "maker_note", ...(await inner(source, part, budget, level)) });
    else parts.push(part);
  }
  return parts;
}

async function inner(source: ByteSource, part: Part, budget: WalkBudget, level: number): Promise<Pick<Part, "parts">> {
  return part.content ? { parts: (await walkRange(source, part.content, budget, level)).parts } : {};
}
