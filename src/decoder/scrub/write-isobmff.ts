import { sourceOfBytes } from "#picture/containers/byte-source.ts";
import { latin1, u32be } from "#picture/containers/bytes.ts";
import { readIsobmffItems } from "#picture/containers/isobmff-items.ts";
import { everyPart, type Part, type Walk } from "#picture/containers/part.ts";
import type { Action } from "./order.ts";
import { removeItems } from "./remove-items.ts";

/** Space: XMP may end with any number of it (ISO 16684-1 §7.3.2, padding). */
const SPACE = 0x20;

/**
 * A HEIC, AVIF or film without some of its parts, and others with new content. Nothing moves: places in the file are
 * written down all over it (`iloc`, `stco`). A box that goes becomes a `free` box of zeros, an item that goes is taken out
 * of the lists and its bytes become zeros; what stands behind the last box is cut off.
 */
export async function writeIsobmff(
  file: Uint8Array,
  walk: Walk,
  actions: ReadonlyMap<Part, Action>,
): Promise<Uint8Array> {
  const copy = Buffer.from(file);
  const found = await readIsobmffItems(sourceOfBytes(file));
  const items = found?.items ?? [];
  const gone = new Set<number>();
  for (const part of everyPart(walk.parts)) {
    const action = actions.get(part);
    if (action === undefined) continue;
    if ("content" in action) overwrite(copy, part, action.content);
    else {
      const item = items.find(({ extents }) => extents.some((extent) => liesIn(part, extent)));
      if (item) {
        gone.add(item.id);
        for (const { offset, bytes } of item.extents) copy.fill(0, offset, offset + bytes);
      } else free(copy, part);
    }
  }
  if (gone.size > 0 && found) {
    const { offset, bytes } = found.meta;
    removeItems(copy.subarray(offset, offset + bytes), gone).copy(copy, offset);
  }
  return copy.subarray(0, endOf(walk, actions));
}

const liesIn = (part: Part, extent: { offset: number; bytes: number }): boolean =>
  part.offset >= extent.offset && part.offset + part.bytes <= extent.offset + extent.bytes;

function overwrite(copy: Buffer, part: Part, content: Uint8Array): void {
  if (!part.content) return;
  const { offset, bytes } = part.content;
  if (content.length > bytes) throw new RangeError("The new content has no room.");
  copy.fill(part.kind === "xmp" ? SPACE : 0, offset, offset + bytes);
  copy.set(content, offset);
}

/** A box of zeros where a box was; zeros alone where there was none. */
function free(copy: Buffer, part: Part): void {
  const { offset, bytes } = part;
  const size = u32be(copy, offset);
  const isBox = bytes >= 8 && latin1(copy, offset + 4, 4) === part.name && (size === bytes || size < 2);
  copy.fill(0, offset + (isBox ? (size === 1 ? 16 : 8) : 0), offset + bytes);
  if (isBox) copy.write("free", offset + 4, "latin1");
}

/** Where the last part ends that stays and is a box. */
function endOf({ parts }: Walk, actions: ReadonlyMap<Part, Action>): number {
  let end = parts.at(-1) ? (parts.at(-1)?.offset ?? 0) + (parts.at(-1)?.bytes ?? 0) : 0;
  for (const part of parts.toReversed()) {
    const action = actions.get(part);
    if (action === undefined || !("drop" in action)) break;
    end = part.offset;
  }
  return end;
}
