import type { Part, PartKind } from "./part.ts";
import { CONTINUED } from "./pieces.ts";

/** Parts that are one block. */
export interface BlockGroup {
  kind: PartKind;
  label?: string;
  parts: Part[];
  document: string | null;
  /** by what the parts are to be sorted; null: as they lie */
  order: "icc" | "extended_xmp" | "jumbf" | null;
  /** true for a TIFF file, whose directories and values lie between its pixels */
  isTiffFile?: boolean;
}

/** Kinds that readers know, and then those that nobody knows: the unknown must not take the room of the known. */
const KNOWN = new Set<PartKind>([
  ...(["exif", "xmp", "iptc", "photoshop", "text", "comment", "credentials", "colour", "maker_data"] as const),
]);
const OTHERS = new Set<PartKind>(["unknown", "trailing", "broken", "padding"]);
/** What is a picture of its own, or a film: its metadata are not the picture's. */
const DOCUMENTS = new Set<PartKind>(["thumbnail", "preview", "image", "gain_map", "depth_map", "video", "audio"]);
/** Blocks whose own kind inside them is a part of the block, not another one. */
const WHOLE = new Set<PartKind>(["exif", "photoshop", "colour", "credentials"]);

/** All blocks of a walked file, those of known kinds first. */
export function blockGroups(parts: readonly Part[]): BlockGroup[] {
  const all: BlockGroup[] = [];
  const names = new Map<string, number>();
  collect(parts, null, new Set(), all, names);
  return [...all.filter(({ kind }) => KNOWN.has(kind)), ...all.filter(({ kind }) => OTHERS.has(kind))];
}

function collect(
  parts: readonly Part[],
  document: string | null,
  within: ReadonlySet<PartKind>,
  all: BlockGroup[],
  names: Map<string, number>,
): void {
  const isTiffFile = !within.has("exif") && parts[0]?.name === "header" && parts.some(({ name }) => name === "IFD0");
  if (isTiffFile) {
    all.push({ kind: "exif", label: "TIFF", parts: [wholeOf(parts)], document, order: null, isTiffFile });
    collect(parts, document, new Set([...within, "exif"]), all, names);
    return;
  }
  for (const part of parts) {
    const { kind, content, label } = part;
    const isBlock = content !== undefined && content.bytes > 0 && (KNOWN.has(kind) || OTHERS.has(kind));
    // White points and colour maps are values of their directory; a profile is a block.
    const isValue = kind === "colour" && label !== "ICC" && within.has("exif");
    if (isBlock && !isValue && !within.has(kind)) add(part, document, all);
    if (part.parts === undefined) continue;
    const inner = DOCUMENTS.has(kind) ? nameOfDocument(kind, document, names) : document;
    const around = inner !== document ? new Set<PartKind>() : WHOLE.has(kind) ? new Set([...within, kind]) : within;
    collect(part.parts, inner, around, all, names);
  }
}

/** A file as one part. */
function wholeOf(parts: readonly Part[]): Part {
  const offset = parts[0]?.offset ?? 0;
  const last = parts.at(-1);
  const bytes = last === undefined ? 0 : last.offset + last.bytes - offset;
  return { offset, bytes, kind: "exif", name: "TIFF", content: { offset, bytes } };
}

function nameOfDocument(kind: PartKind, document: string | null, names: Map<string, number>): string {
  const name = document === null ? kind : `${document} ${kind}`;
  // The picture itself is the first image.
  const n = (names.get(name) ?? (kind === "image" ? 1 : 0)) + 1;
  names.set(name, n);
  return n === 1 ? name : `${name} ${n}`;
}

function add(part: Part, document: string | null, all: BlockGroup[]): void {
  const order = orderOf(part);
  const goesOn = part.label === CONTINUED || order !== null || isResources(part);
  const earlier = goesOn ? all.findLast((group) => belongs(group, part, document, order)) : undefined;
  if (earlier !== undefined) earlier.parts.push(part);
  else {
    const label = part.label === undefined ? {} : { label: part.label };
    all.push({ kind: part.kind, ...label, parts: [part], document, order });
  }
}

const isResources = ({ kind, name }: Part): boolean => kind === "photoshop" && name === "APP13";

function belongs(group: BlockGroup, part: Part, document: string | null, order: BlockGroup["order"]): boolean {
  const first = group.parts[0];
  if (group.document !== document || group.kind !== part.kind || first?.name !== part.name) return false;
  return part.label === CONTINUED || (group.order === order && group.label === part.label);
}

/** How the segments of one thing say in which order they are. */
function orderOf({ kind, name, label }: Part): BlockGroup["order"] {
  if (kind === "colour" && name === "APP2") return "icc";
  if (kind === "xmp" && name === "APP1" && label !== undefined) return "extended_xmp";
  return kind === "credentials" && name === "APP11" ? "jumbf" : null;
}
