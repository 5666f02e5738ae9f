import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";

/** Builders of small files for the tests, byte by byte: what no encoder would write. */

export interface Entry {
  tag: number;
  type: number;
  /** elements; by default what the value holds */
  count?: number;
  value: Buffer;
}

export const ascii = (tag: number, text: string): Entry => ({ tag, type: 2, value: Buffer.from(`${text}\0`, "utf8") });
export const bytes = (tag: number, value: Buffer): Entry => ({ tag, type: 1, value });
export const opaque = (tag: number, value: Buffer): Entry => ({ tag, type: 7, value });

export function short(tag: number, ...numbers: number[]): Entry {
  const value = Buffer.alloc(numbers.length * 2);
  for (const [index, number] of numbers.entries()) value.writeUInt16LE(number, index * 2);
  return { tag, type: 3, count: numbers.length, value };
}

export function long(tag: number, number: number): Entry {
  const value = Buffer.alloc(4);
  value.writeUInt32LE(number);
  return { tag, type: 4, count: 1, value };
}

export function fractions(tag: number, ...pairs: [number, number][]): Entry {
  const value = Buffer.alloc(pairs.length * 8);
  for (const [index, [above, below]] of pairs.entries()) {
    value.writeUInt32LE(above, index * 8);
    value.writeUInt32LE(below, index * 8 + 4);
  }
  return { tag, type: 5, count: pairs.length, value };
}

/** A little endian TIFF with its first directory, and where given the Exif, GPS and second ones. */
export function tiff(first: Entry[], more: { exif?: Entry[]; gps?: Entry[]; second?: Entry[] } = {}): Buffer {
  const parts: Buffer[] = [];
  let length = 8;
  const append = (part: Buffer): number => {
    const where = length;
    parts.push(part);
    length += part.length;
    return where;
  };
  const directory = (entries: Entry[], next: number): number => {
    const body = Buffer.alloc(2 + entries.length * 12 + 4);
    body.writeUInt16LE(entries.length, 0);
    for (const [index, entry] of entries.entries()) {
      const at = 2 + index * 12;
      body.writeUInt16LE(entry.tag, at);
      body.writeUInt16LE(entry.type, at + 2);
      body.writeUInt32LE(entry.count ?? entry.value.length, at + 4);
      if (entry.value.length <= 4) entry.value.copy(body, at + 8);
      else body.writeUInt32LE(append(entry.value), at + 8);
    }
    body.writeUInt32LE(next, 2 + entries.length * 12);
    return append(body);
  };
  const second = more.second === undefined ? 0 : directory(more.second, 0);
  const pointers: Entry[] = [];
  if (more.exif !== undefined) pointers.push(long(0x8769, directory(more.exif, 0)));
  if (more.gps !== undefined) pointers.push(long(0x8825, directory(more.gps, 0)));
  const start = directory([...first, ...pointers], second);
  const head = Buffer.from("II*\0\0\0\0\0", "latin1");
  head.writeUInt32LE(start, 4);
  return Buffer.concat([head, ...parts]);
}

/** One directory as it lies at `base`: its entries, then the values that do not fit into them. */
export function directoryAt(base: number, entries: Entry[]): Buffer {
  const body = Buffer.alloc(2 + entries.length * 12 + 4);
  const values: Buffer[] = [];
  let end = base + body.length;
  body.writeUInt16LE(entries.length, 0);
  for (const [index, { tag, type, count, value }] of entries.entries()) {
    const at = 2 + index * 12;
    body.writeUInt16LE(tag, at);
    body.writeUInt16LE(type, at + 2);
    body.writeUInt32LE(count ?? value.length, at + 4);
    if (value.length <= 4) value.copy(body, at + 8);
    else {
      body.writeUInt32LE(end, at + 8);
      values.push(value);
      end += value.length;
    }
  }
  return Buffer.concat([body, ...values]);
}

/** A TIFF whose maker note is made for the place where it lies. */
export function tiffWithNote(make: string, note: (at: number) => Buffer): Buffer {
  const build = (body: Buffer) => tiff([ascii(0x010f, make)], { exif: [opaque(0x927c, body)] });
  const length = note(0).length;
  const probe = Buffer.alloc(length, 0xa5);
  return build(note(build(probe).indexOf(probe)));
}

/** A TIFF whose second directory holds a JPEG, as cameras keep a small copy of the picture (Exif 3.0 §4.5.8). */
export function tiffWithCopy(copy: Buffer, first: Entry[] = [], claimed = copy.length): Buffer {
  const build = (at: number) =>
    tiff(first, { second: [long(0x0201, at), long(0x0202, claimed), opaque(0xea1c, copy)] });
  return build(build(0).indexOf(copy));
}

/** A JPEG with further segments before all others. */
export function withSegments(picture: Buffer, ...segments: Buffer[]): Buffer {
  return Buffer.concat([picture.subarray(0, 2), ...segments, picture.subarray(2)]);
}

/** A JPEG of nothing but segments and the start of a scan. */
export function jpeg(...segments: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from("\xff\xd8", "latin1"), ...segments, Buffer.from("\xff\xda\0\x02", "latin1")]);
}

export function segment(marker: number, name: string, body: Buffer | string): Buffer {
  const content = Buffer.concat([Buffer.from(name, "latin1"), Buffer.from(body)]);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

export const exifSegment = (body: Buffer): Buffer => segment(0xe1, "Exif\0\0", body);
export const xmpSegment = (body: Buffer | string): Buffer => segment(0xe1, "http://ns.adobe.com/xap/1.0/\0", body);

/** APP13 with one Photoshop resource: IPTC datasets of the application record. */
export function iptcSegment(...datasets: [number: number, value: Buffer | string][]): Buffer {
  const body = Buffer.concat(
    datasets.map(([number, text]) => {
      const value = Buffer.from(text);
      const head = Buffer.from([0x1c, 2, number, 0, 0]);
      head.writeUInt16BE(value.length, 3);
      return Buffer.concat([head, value]);
    }),
  );
  const head = Buffer.from("8BIM\x04\x04\0\0\0\0\0\0", "latin1");
  head.writeUInt32BE(body.length, 8);
  return segment(0xed, "Photoshop 3.0\0", Buffer.concat([head, body]));
}

/** An XMP packet with these properties in one description; `attributes` declare further namespaces. */
export function xmpPacket(properties: string, attributes = ""): string {
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:exif="http://ns.adobe.com/exif/1.0/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:xmpNote="http://ns.adobe.com/xmp/note/" ${attributes}>${properties}</rdf:Description></rdf:RDF></x:xmpmeta>
    <?xpacket end="w"?>`;
}

/** A PNG of these chunks, without pixels and with checksums of zero. */
export function png(...chunks: [type: string, body: Buffer][]): Buffer {
  const all: [string, Buffer][] = [["IHDR", Buffer.alloc(13)], ...chunks, ["IEND", Buffer.alloc(0)]];
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    ...all.map(([type, body]) => {
      const head = Buffer.alloc(8);
      head.writeUInt32BE(body.length);
      head.write(type, 4, "latin1");
      return Buffer.concat([head, body, Buffer.alloc(4)]);
    }),
  ]);
}

export function packedText(keyword: string, text: Buffer): [string, Buffer] {
  return ["zTXt", Buffer.concat([Buffer.from(`${keyword}\0\0`, "latin1"), deflateSync(text)])];
}

/** A folder for the files of one test file: `path` writes bytes there, `remove` takes it away. */
export function scratch(): { path: (content: Buffer | string) => string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "proofsheet-inspect-"));
  let count = 0;
  return {
    path: (content) => {
      const path = join(folder, String(count++));
      writeFileSync(path, content);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
