import { DOMParser, onErrorStopParsing } from "@xmldom/xmldom";
import ExifReader from "exifreader";
import { readablePacket } from "./xmp-packet.ts";

/** A tag as exifreader gives it; nothing about the types of its parts can be relied on. */
export interface RawTag {
  value: unknown;
  description: unknown;
}
export type RawTags = ReadonlyMap<string, RawTag>;

export interface TagGroups {
  exif: RawTags;
  xmp: RawTags;
  icc: RawTags;
}

const NONE: RawTags = new Map();

/**
 * Reads the blocks with exifreader. They come to it in a small WebP container of our own, because that one takes
 * blocks of any size side by side; each in a pass of its own, so that a broken one does not cost the others.
 * Never throws. Exif blocks and `xmp` packets come in order; what an earlier one says wins.
 */
export function readRawTags(tiffs: readonly Buffer[], xmp: readonly Buffer[], icc: Buffer | null): TagGroups {
  const packets = xmp.map((packet) => {
    const readable = readablePacket(packet);
    return readable === null ? NONE : pass("XMP ", readable, "xmp");
  });
  return {
    exif: new Map(tiffs.toReversed().flatMap((tiff) => [...pass("EXIF", tiff, "exif")])),
    icc: icc === null ? NONE : pass("ICCP", icc, "icc"),
    xmp: new Map(packets.reverse().flatMap((tags) => [...tags])),
  };
}

function pass(chunk: string, body: Buffer, group: "exif" | "xmp" | "icc"): RawTags {
  try {
    const head = Buffer.alloc(20);
    head.write("RIFF\0\0\0\0WEBP", "latin1");
    head.writeUInt32LE(body.length + 12, 4);
    head.write(chunk, 12, "latin1");
    head.writeUInt32LE(body.length, 16);
    const file = Buffer.concat([head, body, Buffer.alloc((body.length % 2) + 8)]);
    const tags = ExifReader.load(file, {
      expanded: true,
      includeTags: { [group]: true },
      domParser: new DOMParser({ onError: onErrorStopParsing }),
    });
    return tagMap(tags[group]);
  } catch {
    return NONE;
  }
}

/** A map and not an object: names come from the file, and one of them may be `__proto__`. */
function tagMap(group: unknown): RawTags {
  const tags = new Map<string, RawTag>();
  if (typeof group !== "object" || group === null) return tags;
  for (const [name, tag] of Object.entries(group)) {
    if (name === "_raw" || name === "undefined" || typeof tag !== "object" || tag === null) continue;
    tags.set(name, { value: Reflect.get(tag, "value"), description: Reflect.get(tag, "description") });
  }
  return tags;
}
