import { DOMParser, XMLSerializer } from "@xmldom/xmldom";
import type { Cut } from "#picture/privacy/cut.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { type InnerPicture, pruneXmp } from "./xmp-properties.ts";

/** Bytes: more is not parsed (a picture's XMP is a few KB; extended XMP may be anything). */
const MOST = 1_000_000;
/** A long history of edits has some thousands; more is nobody's, and costs seconds. */
const MOST_MARKS = 40_000;

export interface XmpCut {
  /** the packet as UTF-8 has it */
  text: string;
  removed: FoundTag[];
  changed: boolean;
  /** true where no property is left: the packet may go as a whole */
  empty: boolean;
}

/**
 * Takes properties out of a packet of XMP (ISO 16684-1): attributes, elements, fields of structures, items of lists. A
 * property goes where the cut says so, or where its text holds what the cut refuses. Comments, instructions that are
 * none of XMP's and texts outside of any property go always. Null where nothing of it can be vouched for: too long, not
 * XML, with a document type. Nothing outside the document is read, no entity expanded.
 */
export function cutXmp(packet: Uint8Array, cut: Cut, inner: InnerPicture = () => false): XmpCut | null {
  if (packet.length > MOST) return null;
  try {
    const text = decodePacket(packet).trim();
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text) || marksIn(text) > MOST_MARKS) return null;
    const document = new DOMParser({ onError: refuse }).parseFromString(text, "text/xml");
    if (!document.documentElement) return null;
    const { removed, left } = pruneXmp(document, cut, inner);
    const changed = removed.length > 0;
    const written = changed ? new XMLSerializer().serializeToString(document) : text;
    return { text: written, removed, changed, empty: left === 0 };
  } catch {
    return null; // not XML, or not text in a coding that XML has
  }
}

/** Tags and attributes, roughly: what a parser and the rules have to work at. */
function marksIn(text: string): number {
  let marks = 0;
  for (let at = 0; at < text.length; at++) if (text[at] === "<" || text[at] === "=") marks += 1;
  return marks;
}

function refuse(level: string, message: string): void {
  if (level !== "warning") throw new Error(message);
}

/** UTF-8, or UTF-16 of either order, with a mark or without (XMP part 1 §7.1). */
function decodePacket(packet: Uint8Array): string {
  const [first = 0, second = 0] = packet;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0))
    return unmarked(decodeWhole(packet, true));
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c))
    return unmarked(decodeWhole(packet, false));
  return unmarked(new TextDecoder("utf-8", { fatal: true }).decode(packet).replace(/\0+$/, ""));
}

function decodeWhole(packet: Uint8Array, little: boolean): string {
  return new TextDecoder(little ? "utf-16le" : "utf-16be", { fatal: true }).decode(packet).replace(/\0+$/, "");
}

const unmarked = (text: string): string => text.replace(/^\ufeff/, "");
