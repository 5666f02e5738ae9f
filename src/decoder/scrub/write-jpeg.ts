import { u16be } from "#picture/containers/bytes.ts";
import type { Part, Walk } from "#picture/containers/part.ts";
import type { Action } from "./order.ts";

/** A segment's own count of its bytes goes no further (ITU T.81 §B.1.1.4). */
const MAX_SEGMENT = 65_533;
const FILL = 0xff;

/**
 * A JPEG without some of its parts, and others with new content. What stays behind the end keeps its distance from the
 * index of further pictures, which counts from itself (CIPA DC-007 §5.2.3.3): what became shorter behind it is filled
 * up with fill bytes, which may stand before any marker (ITU T.81 §B.1.1.2).
 *
 * @param bytes of the result, for a picture inside another one whose place is written down; absent: as few as there are
 */
export function writeJpeg(
  file: Uint8Array,
  walk: Walk,
  actions: ReadonlyMap<Part, Action>,
  bytes?: number,
): Uint8Array {
  const pieces: Uint8Array[] = [];
  const end = walk.parts.findIndex((part) => isMarker(file, part, 0xd9));
  const index = walk.parts.findIndex((part) => part.label === "MPF" && !isDropped(actions, part));
  const behind = end >= 0 && walk.parts.slice(end + 1).some((part) => !isDropped(actions, part));
  let saved = 0;
  walk.parts.forEach((part, at) => {
    const action = actions.get(part);
    const written =
      action === undefined ? file.subarray(part.offset, part.offset + part.bytes) : replaced(file, part, action);
    if (index >= 0 && behind && at > index && at < end) saved += part.bytes - written.length;
    if (at === end && saved > 0) pieces.push(new Uint8Array(saved).fill(FILL));
    pieces.push(written);
  });
  const whole = Buffer.concat(pieces);
  if (bytes === undefined || bytes <= whole.length) return whole;
  const start = 2; // behind SOI, before the next marker
  return Buffer.concat([
    whole.subarray(0, start),
    new Uint8Array(bytes - whole.length).fill(FILL),
    whole.subarray(start),
  ]);
}

const isDropped = (actions: ReadonlyMap<Part, Action>, part: Part): boolean => {
  const action = actions.get(part);
  return action !== undefined && "drop" in action;
};

const isMarker = (file: Uint8Array, { offset }: Part, code: number): boolean =>
  file[offset] === 0xff && file[offset + 1] === code;

/** A part with other content: segments say their length anew, what stands behind the end has none to say. */
function replaced(file: Uint8Array, part: Part, action: Action): Uint8Array {
  if ("drop" in action || !part.content) return new Uint8Array(0);
  const head = file.slice(part.offset, part.content.offset);
  if (head[0] !== 0xff || head.length < 4 || u16be(head, 2) + 2 !== part.bytes)
    return Buffer.concat([head, action.content]);
  const pieces: Uint8Array[] = [];
  const room = MAX_SEGMENT - head.length + 2;
  for (let from = 0; from < action.content.length; from += room) {
    const content = action.content.subarray(from, from + room);
    count(head, part, from, room, action.content.length);
    const length = head.length - 2 + content.length;
    head[2] = length >> 8;
    head[3] = length & 255;
    pieces.push(Buffer.from(head), content);
  }
  return Buffer.concat(pieces);
}

/** Segments that are one thing say which of them they are: a profile (ICC.1 annex B.4), extended XMP (XMP part 3 §1.1.3.1). */
function count(head: Uint8Array, { kind, label }: Part, from: number, room: number, all: number): void {
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  if (kind === "colour" && label === "ICC") {
    view.setUint8(head.length - 2, from / room + 1);
    view.setUint8(head.length - 1, Math.ceil(all / room));
  } else if (kind === "xmp" && label !== undefined) {
    view.setUint32(head.length - 8, all);
    view.setUint32(head.length - 4, from);
  }
}
