import { DOMParser, type Element, type Node, XMLSerializer } from "@xmldom/xmldom";

/** Bytes: more is not parsed (a picture's XMP is a few KB; extended XMP may be anything). */
const MOST = 1_000_000;
const WGS84 = "http://www.w3.org/2003/01/geo/wgs84_pos#";
/** Gain maps, motion photos and continued XMP: they speak of parts of the file that the result does not have. */
const GONE = [
  "http://ns.adobe.com/hdr-gain-map/1.0/",
  "http://ns.google.com/photos/1.0/container/",
  "http://ns.google.com/photos/1.0/camera/",
  "http://ns.adobe.com/xmp/note/",
  "http://ns.apple.com/HDRGainMap/1.0/",
];
/** All that the packet of a gain map says of that map; a person's words have nothing to do there. */
const OF_GAIN_MAPS = [
  "adobe:ns:meta/",
  "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  "http://ns.adobe.com/hdr-gain-map/1.0/",
  "http://ns.apple.com/HDRGainMap/1.0/",
  "http://ns.apple.com/pixeldatainfo/1.0/",
];
/** True of the old pixels alone: how they lay, how many there were, what they looked like. */
const STALE = /^(?:Orientation|Thumbnails|PixelXDimension|PixelYDimension|ImageWidth|ImageLength|LegacyIPTCDigest)$/;
/**
 * Any property that names or measures a place, of whatever schema: exif:GPS…, photoshop:City, State and Country,
 * Iptc4xmpCore:Location and CountryCode, Iptc4xmpExt:LocationShown and LocationCreated, drone-dji:GpsLatitude …
 */
const PLACE =
  /gps|latitude|long(?:t)?itude|altitude|geo(?:tag|hash|url|location)|location|^city$|province|^state$|country|^place|^venue/i;

interface EditOptions {
  /** whether places stay */
  location: boolean;
  /** true for the packet of a gain map itself: what it says of that stays, and nothing else */
  gainMap?: boolean;
}

/**
 * XMP (ISO 16684-1) fit for the result: stale properties out and, without `location`, every place. Null where nothing
 * of it can be vouched for: too long, not UTF-8, not XML. Nothing outside the document is read, no entity expanded.
 */
export function editXmp(xmp: Buffer, options: EditOptions): string | null {
  if (xmp.length > MOST) return null;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(xmp).replace(/\0+$/, "");
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return null;
    const document = new DOMParser({ onError: refuse }).parseFromString(text.trim(), "text/xml");
    if (document.documentElement) prune(document.documentElement, options);
    return new XMLSerializer().serializeToString(document);
  } catch {
    return null;
  }
}

function refuse(level: string, message: string): void {
  if (level !== "warning") throw new Error(message);
}

function prune(root: Element, options: EditOptions): void {
  const waiting: Element[] = [root];
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    for (const attribute of Array.from(element.attributes)) {
      if (unwanted(attribute, options)) element.removeAttributeNode(attribute);
    }
    for (const child of Array.from(element.childNodes)) {
      if (child.nodeType !== 1) continue;
      if (unwanted(child, options)) element.removeChild(child);
      else waiting.push(child as Element);
    }
  }
}

function unwanted(node: Node, { location, gainMap = false }: EditOptions): boolean {
  const name = node.localName ?? "";
  if (node.prefix === "xmlns" || name === "xmlns") return false;
  if (gainMap) return !OF_GAIN_MAPS.includes(node.namespaceURI ?? "");
  if (GONE.includes(node.namespaceURI ?? "") || STALE.test(name)) return true;
  return !location && (node.namespaceURI === WGS84 || PLACE.test(name));
}
