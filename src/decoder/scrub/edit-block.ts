import { cutExif } from "#decoder/edit/exif.ts";
import { cutIcc } from "#decoder/edit/icc.ts";
import { type BlockCut, cutIptc } from "#decoder/edit/iptc.ts";
import { cutPhotoshop } from "#decoder/edit/photoshop.ts";
import { minimalExif } from "#decoder/edit/write-exif.ts";
import { cutXmp, type XmpCut } from "#decoder/edit/xmp.ts";
import type { Block } from "#picture/containers/blocks.ts";
import { zeroInMakerNote } from "./maker-note.ts";
import type { ScrubOrder } from "./order.ts";
import { isUnwantedText } from "./unwanted-text.ts";

/** What becomes of a block: it goes, it stays as it is, or it becomes other bytes; `unread`: it could not be read. */
export type Edited = "drop" | "keep" | "unread" | Uint8Array;

/** Takes out of one block of metadata what is to go. */
export function editBlock(block: Block, order: ScrubOrder): Edited {
  const { cut, drop } = order;
  const { kind, bytes } = block;
  if (drop.has(kind)) return "drop";
  if (kind === "colour")
    return cut.extras || order.removal.includes("devices") ? replaced(bytes, cutIcc(bytes)) : "keep";
  if (kind === "exif") return cut.everything ? shownAlone(order) : editExif(bytes, order);
  if (cut.everything) return "drop";
  const inner = () => order.inner;
  switch (kind) {
    case "xmp":
      return editXmp(bytes, order);
    case "iptc":
      return changed(cutIptc(bytes, cut));
    case "photoshop":
      return changed(cutPhotoshop(bytes, cut, inner));
    case "text":
    case "comment":
      return isUnwantedText(block, cut) ? "drop" : "keep";
    default:
      return "keep";
  }
}

const shownAlone = ({ orientation, isTurned }: ScrubOrder): Edited =>
  (isTurned ? null : minimalExif({ orientation, colorSpace: null })) ?? "drop";

function editExif(tiff: Uint8Array, { cut, drop, inner, values, gone }: ScrubOrder): Edited {
  const result = cutExif(tiff, cut, { makerNote: drop.has("maker_note") ? "drop" : "keep", inner: () => inner });
  if (result === null) return "unread";
  const note = result.removed.some(({ name }) => /^(?:MakerNotes?|0x927c)/i.test(name));
  if (note) gone.push({ kind: "maker_note", name: "maker note", bytes: 0, unread: false });
  if (result.empty) return "drop";
  const blanked = zeroInMakerNote(result.bytes, values);
  return blanked ?? (result.changed ? result.bytes : "keep");
}

/** In an SVG the packet may need prefixes that stand around it: it is read in an element that declares them. */
function editXmp(packet: Uint8Array, { cut, inner, prefixes }: ScrubOrder): Edited {
  const alone = cutXmp(packet, cut, () => inner);
  if (alone !== null || prefixes === undefined) return changed(asBytes(alone));
  const declared = [...prefixes].map(([prefix, name]) => ` xmlns${prefix ? `:${prefix}` : ""}="${escapedXml(name)}"`);
  const text = new TextDecoder().decode(packet);
  const within = cutXmp(new TextEncoder().encode(`<metadata${declared.join("")}>${text}</metadata>`), cut, () => inner);
  if (within === null) return "unread";
  const inside = within.text.slice(within.text.indexOf(">") + 1, within.text.lastIndexOf("</"));
  return changed(asBytes({ ...within, text: inside }));
}

const escapedXml = (text: string): string => text.replace(/[<&"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

const asBytes = (cut: XmpCut | null): BlockCut | null => cut && { ...cut, bytes: new TextEncoder().encode(cut.text) };

function changed(cut: BlockCut | null): Edited {
  if (cut === null) return "unread";
  if (!cut.changed) return "keep";
  return cut.bytes.length === 0 ? "drop" : cut.bytes;
}

function replaced(before: Uint8Array, after: Uint8Array | null): Edited {
  if (after === null) return "keep"; // colours stay right
  return Buffer.compare(before, after) === 0 ? "keep" : after;
}
