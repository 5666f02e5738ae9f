import { sourceOfBytes } from "#picture/containers/byte-source.ts";
import type { Part, PartKind } from "#picture/containers/part.ts";
import { walkFile } from "#picture/containers/walk.ts";

const INSIDE: ReadonlySet<PartKind> = new Set(["image", "preview", "gain_map", "depth_map", "video", "thumbnail"]);
/** ExifTool opens each of them anew. */
const MOST = 8;

/**
 * Pictures and films that stand in a file as they are, by names of ours: ExifTool looks at those that an index names,
 * and passes over what merely lies behind the end.
 */
export async function piecesInside(bytes: Uint8Array): Promise<Record<string, Uint8Array>> {
  const { parts } = await walkFile(sourceOfBytes(bytes));
  const inside = parts.filter(({ kind }) => INSIDE.has(kind)).slice(0, MOST);
  return Object.fromEntries(inside.map((part, index) => [`${part.kind} ${index + 1}`, contentOf(bytes, part)]));
}

function contentOf(bytes: Uint8Array, part: Part): Uint8Array {
  const { offset, bytes: length } = part.content ?? part;
  return bytes.subarray(offset, offset + length);
}
