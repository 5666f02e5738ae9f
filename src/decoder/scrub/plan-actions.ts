import { type Block, readBlocks } from "#picture/containers/blocks.ts";
import { sourceOfBytes } from "#picture/containers/byte-source.ts";
import { indexOfBytes } from "#picture/containers/bytes.ts";
import { everyPart, type Part, type PartKind, type Walk } from "#picture/containers/part.ts";
import { codeOfPart } from "#picture/report/disclosed-parts.ts";
import { textIn } from "#picture/tags/content-text.ts";
import { tagsInside } from "#picture/tags/tags-of-blocks.ts";
import { editBlock } from "./edit-block.ts";
import type { Action, ScrubOrder } from "./order.ts";

/** Read as blocks, of one part or of several. */
const BLOCKS: ReadonlySet<PartKind> = new Set(["exif", "xmp", "iptc", "photoshop", "colour", "text", "comment"]);
/** Pictures and films: a scrub of their own. */
const INNER: ReadonlySet<PartKind> = new Set(["thumbnail", "preview", "image", "gain_map", "depth_map", "video"]);
/** Nothing in them can be taken out by itself. */
const WHOLE: ReadonlySet<PartKind> = new Set([
  "credentials",
  "audio",
  "layers",
  "maker_data",
  "trailing",
  "unknown",
  "broken",
  "not_walked",
  "maker_note",
]);

/** A scrub of a picture inside: as many bytes as it had, or null where it stays. */
export type ScrubInner = (bytes: Uint8Array) => Promise<Uint8Array | null>;

/**
 * Decides for every part of a walked file whether it goes, stays, or becomes something else; what went is noted in the order.
 * The blocks of a TIFF file lie between its directories, and are cut with them, before.
 */
export async function planActions(
  file: Uint8Array,
  walk: Walk,
  order: ScrubOrder,
  scrubInner: ScrubInner,
): Promise<Map<Part, Action>> {
  const actions = new Map<Part, Action>();
  if (walk.container === "ico") await planIcons(file, walk, scrubInner, actions);
  if (walk.container === "tiff" || walk.container === "ico") {
    await planParts(file, walk, order, scrubInner, actions);
    return actions;
  }
  const { blocks } = await readBlocks(sourceOfBytes(file), walk);
  planBlocks(
    blocks.filter(({ document }) => document === null),
    order,
    actions,
  );
  if (isFixed(walk)) dropLonger(order, actions);
  for (const part of outerParts(walk.parts)) {
    const isRead = actions.has(part) || part.kind === "colour" || blocks.some(({ parts }) => parts.includes(part));
    if (BLOCKS.has(part.kind) && !isRead) go(part, order, actions, true);
  }
  await planParts(file, walk, order, scrubInner, actions);
  dropIndex(walk, actions);
  return actions;
}

/** Each picture of an icon is a file of its own, and may become shorter. */
async function planIcons(
  file: Uint8Array,
  { parts }: Walk,
  scrubInner: ScrubInner,
  actions: Map<Part, Action>,
): Promise<void> {
  for (const part of parts.filter(({ name, content }) => name === "PNG" && content !== undefined)) {
    const content = await scrubInner(file.subarray(part.offset, part.offset + part.bytes));
    if (content !== null && content.length > 0) actions.set(part, { content });
    delete part.parts;
  }
}

/** Containers in which nothing moves. */
const isFixed = ({ container }: Walk): boolean => ["heic", "avif", "mp4", "mov"].includes(container);

/** What has become longer than it was goes: a packet of XMP that is written anew may escape more than the old one did. */
function dropLonger(order: ScrubOrder, actions: Map<Part, Action>): void {
  for (const [part, action] of actions) {
    if ("content" in action && action.content.length > (part.content?.bytes ?? 0)) go(part, order, actions, true);
  }
}

/** The index of further pictures goes with the last of them (CIPA DC-007 §5): it would lead nowhere. */
function dropIndex({ container, parts }: Walk, actions: Map<Part, Action>): void {
  const index = parts.find(({ label }) => label === "MPF");
  const behind = parts.slice(parts.findLastIndex(({ name }) => name === "EOI") + 1);
  const isGone = (part: Part) => "drop" in (actions.get(part) ?? {});
  if (container === "jpeg" && index && behind.length > 0 && behind.every(isGone)) actions.set(index, { drop: true });
}

/** Pictures inside, and what goes as a whole or stays: all that is no block of metadata. */
async function planParts(
  file: Uint8Array,
  walk: Walk,
  order: ScrubOrder,
  scrubInner: ScrubInner,
  actions: Map<Part, Action>,
): Promise<void> {
  for (const part of outerParts(walk.parts)) {
    if (actions.has(part)) continue;
    if (INNER.has(part.kind)) await planInner(file, part, order, actions, scrubInner);
    else if (WHOLE.has(part.kind) && (await goesWhole(file, part, order))) go(part, order, actions, false);
  }
}

/** Parts by themselves: those inside structure and pixels too, not those inside metadata or another picture. */
function* outerParts(parts: readonly Part[]): Generator<Part> {
  for (const part of parts) {
    yield part;
    if (part.parts && (part.kind === "structure" || part.kind === "pixels")) yield* outerParts(part.parts);
  }
}

/** A block of several parts goes into the first of them. */
function planBlocks(blocks: readonly Block[], order: ScrubOrder, actions: Map<Part, Action>): void {
  let exif = 0;
  for (const block of blocks) {
    if (!BLOCKS.has(block.kind)) continue;
    const again = block.kind === "exif" && order.cut.everything && exif++ > 0;
    const edited = again ? "drop" : editBlock(block, order);
    if (edited === "keep") continue;
    const [first, ...rest] = block.parts;
    if (!first) continue;
    if (edited === "drop" || edited === "unread") go(first, order, actions, edited === "unread");
    else actions.set(first, { content: edited });
    for (const part of rest) actions.set(part, { drop: true });
  }
}

function go(part: Part, { gone }: ScrubOrder, actions: Map<Part, Action>, unread: boolean): void {
  actions.set(part, { drop: true });
  gone.push({
    kind: part.kind,
    name: part.label ? `${part.name} ${part.label}` : part.name,
    bytes: part.bytes,
    unread,
  });
}

async function planInner(
  file: Uint8Array,
  part: Part,
  order: ScrubOrder,
  actions: Map<Part, Action>,
  scrubInner: ScrubInner,
): Promise<void> {
  if (order.removal.includes("extras") || order.drop.has(part.kind)) return go(part, order, actions, false);
  const { offset, bytes } = part.content ?? part;
  const inner = await scrubInner(file.subarray(offset, offset + bytes));
  if (inner === null) return;
  if (inner.length === bytes) actions.set(part, { content: inner });
  else go(part, order, actions, true);
}

async function goesWhole(file: Uint8Array, part: Part, { removal, drop, cut, values }: ScrubOrder): Promise<boolean> {
  if (cut.everything || drop.has(part.kind)) return true;
  if (removal.includes(part.kind === "credentials" ? "credentials" : "extras")) return true;
  const codes = [...everyPart([part])].map(codeOfPart);
  if (codes.some((code) => code === "network" && removal.includes("location"))) return true;
  const { offset, bytes: length } = part.content ?? part;
  const bytes = file.subarray(offset, offset + length);
  if (cut.text(textIn(bytes)) || values.some((value) => indexOfBytes(bytes, value) >= 0)) return true;
  return part.kind !== "credentials" && (await tagsInside(bytes)).some((tag) => cut.goes(tag));
}
