import type { ByteSource } from "./byte-source.ts";
import type { PartKind, Walk } from "./part.ts";

/** A file that is walked no further: all of it is one part, of an empty file none. */
export function onePart(source: ByteSource, kind: PartKind, container = "unknown", name = "data"): Walk {
  const parts = source.bytes === 0 ? [] : [{ offset: 0, bytes: source.bytes, kind, name }];
  return { container, parts, gaveUp: kind === "not_walked", endsEarly: false };
}
