import { crc32, deflateSync } from "node:zlib";
import { latin1 } from "#picture/containers/bytes.ts";
import type { Part, Walk } from "#picture/containers/part.ts";
import type { Action } from "./order.ts";

/** What of a file stays, in its order: for containers whose parts know nothing of one another (GIF, SVG, BMP). */
export function writeParts(file: Uint8Array, walk: Walk, actions: ReadonlyMap<Part, Action>): Uint8Array {
  return Buffer.concat(
    walk.parts.map((part) => {
      const action = actions.get(part);
      if (action === undefined) return file.subarray(part.offset, part.offset + part.bytes);
      // A bitmap's head says where its pixels are: what lies before them becomes zeros.
      const moves = walk.container !== "bmp" || part.kind === "trailing" || part === walk.parts.at(-1);
      if ("drop" in action || !part.content) return new Uint8Array(moves ? 0 : part.bytes);
      const end = part.content.offset + part.content.bytes;
      const tail = file.subarray(end, part.offset + part.bytes);
      return Buffer.concat([file.subarray(part.offset, part.content.offset), action.content, tail]);
    }),
  );
}

/** A PNG without some of its chunks, and others with new content (PNG 3rd edition §5.3). */
export function rewritePng(file: Uint8Array, walk: Walk, actions: ReadonlyMap<Part, Action>): Uint8Array {
  return Buffer.concat(
    walk.parts.map((part) => {
      const action = actions.get(part);
      if (action === undefined) return file.subarray(part.offset, part.offset + part.bytes);
      if ("drop" in action || !part.content) return new Uint8Array(0);
      const type = latin1(file, part.offset + 4, 4);
      const head = file.subarray(part.offset + 8, part.content.offset);
      return pngChunk(type, Buffer.concat([head, packed(part, action.content)]));
    }),
  );
}

function packed(part: Part, content: Uint8Array): Uint8Array {
  const coding = part.content?.coding;
  const text = coding?.endsWith("raw_profile") ? rawProfile(part, content) : content;
  return coding?.startsWith("deflate") ? deflateSync(text) : text;
}

/** As ImageMagick writes it: name, length, and 36 bytes a line in hexadecimal. */
function rawProfile(part: Part, content: Uint8Array): Buffer {
  const name = (part.label ?? "").split(" ").at(-1) ?? "";
  const lines =
    Buffer.from(content)
      .toString("hex")
      .match(/.{1,72}/g) ?? [];
  return Buffer.from(`\n${name}\n${String(content.length).padStart(8)}\n${lines.join("\n")}\n`, "latin1");
}

function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** Bits of VP8X that say which chunks there are (RFC 9649 §2.7.1). */
const FLAGS: Readonly<Record<string, number>> = { ICCP: 0x20, EXIF: 0x08, "XMP ": 0x04 };

/** A WebP without some of its chunks, and others with new content; what is behind its own length goes unless it is kept. */
export function writeRiff(file: Uint8Array, walk: Walk, actions: ReadonlyMap<Part, Action>): Uint8Array {
  const size = Buffer.from(file).readUInt32LE(4) + 8;
  const [inside, behind]: [Uint8Array[], Uint8Array[]] = [[], []];
  let flags = 0;
  for (const part of walk.parts) {
    if (part.offset < 12) continue; // RIFF, its length, WEBP
    const action = actions.get(part);
    if (action !== undefined && "drop" in action) continue;
    const bytes = file.subarray(part.offset, part.offset + part.bytes);
    const type = latin1(bytes, 0, 4);
    if (part.offset >= size) behind.push(bytes);
    else {
      flags |= FLAGS[type] ?? 0;
      inside.push(action === undefined ? bytes : riffChunk(type, action.content));
    }
  }
  const body = Buffer.concat(inside);
  if (body.toString("latin1", 0, 4) === "VP8X" && body.length > 8) body[8] = ((body[8] ?? 0) & ~0x2c) | flags;
  const head = Buffer.from("RIFF\0\0\0\0WEBP", "latin1");
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body, ...behind]);
}

function riffChunk(type: string, data: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 0, "latin1");
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
