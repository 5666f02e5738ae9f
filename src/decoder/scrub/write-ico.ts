import type { Part, Walk } from "#picture/containers/part.ts";
import type { Action } from "./order.ts";

/** An entry of the directory, bytes; its length and place stand in the last eight. */
const ENTRY = 16;

/**
 * An icon whose pictures lie one behind the other, those with new content in its place, and nothing else behind or
 * between them. A picture never goes: the directory would name one that is not there.
 *
 * @param walk its parts with a content are the pictures
 */
export function writeIco(file: Uint8Array, walk: Walk, actions: ReadonlyMap<Part, Action>): Uint8Array {
  const source = Buffer.from(file);
  const count = source.readUInt16LE(4);
  const head = Buffer.from(source.subarray(0, 6 + count * ENTRY));
  const pictures: Uint8Array[] = [];
  let end = head.length;
  for (let index = 0; index < count; index++) {
    const at = 6 + index * ENTRY;
    const [bytes, offset] = [source.readUInt32LE(at + 8), source.readUInt32LE(at + 12)];
    const part = walk.parts.find((one) => one.offset === offset);
    const action = part && actions.get(part);
    const picture = Buffer.from(
      action && "content" in action ? action.content : source.subarray(offset, offset + bytes),
    );
    for (const gap of part?.parts ?? []) {
      if (actions.has(gap)) picture.fill(0, gap.offset - offset, gap.offset - offset + gap.bytes);
    }
    head.writeUInt32LE(picture.length, at + 8);
    head.writeUInt32LE(end, at + 12);
    pictures.push(picture);
    end += picture.length;
  }
  return Buffer.concat([head, ...pictures]);
}
