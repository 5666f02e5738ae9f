import { endOfHead } from "./jpeg-segment.ts";

/** A gain map ready to go behind a picture. */
export interface ReadyMap {
  /** with its description in it */
  jpeg: Buffer;
  /** whether it is described by ISO 21496-1: the first picture then says so too */
  iso: boolean;
}

const ISO = "urn:iso:std:iso:ts:21496:-1\0";
const XMP = "http://ns.adobe.com/xap/1.0/\0";
/** ISO 21496-1 annex C: in the first picture, minimum and writer version alone. */
const VERSIONS = Buffer.alloc(4);
const HDRGM = "http://ns.adobe.com/hdr-gain-map/1.0/";
const CONTAINER = "http://ns.google.com/photos/1.0/container/";
const EMPTY =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF></x:xmpmeta>';

/** A JPEG with its map behind it, and the index by which readers find that (CIPA DC-007 §5.2). */
export function withGainMap(jpeg: Buffer, map: ReadyMap): Buffer {
  const at = endOfHead(jpeg);
  const marker = map.iso ? segment(0xe2, Buffer.concat([Buffer.from(ISO, "latin1"), VERSIONS])) : Buffer.alloc(0);
  const bytes = jpeg.length + marker.length + INDEX_BYTES;
  const index = pictureIndex(bytes, map.jpeg.length, bytes - (at + marker.length + INDEX_START));
  return Buffer.concat([jpeg.subarray(0, at), marker, index, jpeg.subarray(at), map.jpeg]);
}

/** A JPEG with the description of a gain map. */
export function withDescription(jpeg: Buffer, { iso, xmp }: { iso: Buffer | null; xmp: string | null }): Buffer {
  const parts: Buffer[] = [];
  if (xmp !== null) parts.push(segment(0xe1, Buffer.from(XMP + xmp)));
  if (iso !== null) parts.push(segment(0xe2, iso));
  const at = endOfHead(jpeg);
  return Buffer.concat([jpeg.subarray(0, at), ...parts, jpeg.subarray(at)]);
}

/**
 * The XMP of a first picture whose map is described in XMP: readers older than the ISO standard look there for the map's
 * length (Ultra HDR Image Format 1.1, "GContainer"). Null where the packet has no place for it.
 */
export function withContainer(xmp: string | null, mapBytes: number): string | null {
  const item = (semantic: string, rest: string) =>
    `<rdf:li rdf:parseType="Resource"><Container:Item Item:Semantic="${semantic}" Item:Mime="image/jpeg"${rest}/></rdf:li>`;
  const description =
    `<rdf:Description rdf:about="" xmlns:hdrgm="${HDRGM}" xmlns:Container="${CONTAINER}" xmlns:Item="${CONTAINER}item/" ` +
    `hdrgm:Version="1.0"><Container:Directory><rdf:Seq>${item("Primary", "")}${item("GainMap", ` Item:Length="${mapBytes}"`)}` +
    "</rdf:Seq></Container:Directory></rdf:Description>";
  const packet = xmp ?? EMPTY;
  const end = packet.lastIndexOf("</rdf:RDF>");
  return end < 0 ? null : packet.slice(0, end) + description + packet.slice(end);
}

/** marker and length, name, TIFF header, three entries, no further directory, two pictures */
const INDEX_BYTES = 4 + 4 + 8 + 2 + 3 * 12 + 4 + 2 * 16;
/** From where places in the index count: its TIFF header. */
const INDEX_START = 4 + 4;

function pictureIndex(firstBytes: number, mapBytes: number, offset: number): Buffer {
  const tiff = Buffer.alloc(INDEX_BYTES - INDEX_START);
  const entry = (at: number, tag: number, type: number, count: number) => {
    tiff.writeUInt16BE(tag, at);
    tiff.writeUInt16BE(type, at + 2);
    tiff.writeUInt32BE(count, at + 4);
  };
  tiff.write("MM\0*", 0, "latin1");
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(3, 8);
  entry(10, 0xb000, 7, 4);
  tiff.write("0100", 18, "latin1");
  entry(22, 0xb001, 4, 1);
  tiff.writeUInt32BE(2, 30);
  entry(34, 0xb002, 7, 32);
  tiff.writeUInt32BE(50, 42);
  tiff.writeUInt32BE(0x03_0000, 50); // the first one is the picture itself
  tiff.writeUInt32BE(firstBytes, 54);
  tiff.writeUInt32BE(mapBytes, 70);
  tiff.writeUInt32BE(offset, 74);
  return segment(0xe2, Buffer.concat([Buffer.from("MPF\0", "latin1"), tiff]));
}

function segment(marker: number, payload: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
}
