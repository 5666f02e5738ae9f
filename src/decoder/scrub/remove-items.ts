/**
 * Takes items out of the `meta` box of a HEIC or AVIF (ISO/IEC 14496-12 §8.11): out of the list of items, their
 * locations, their references and their properties. The box keeps its length: what is saved becomes a `free` box at its
 * end, so that no place that is written down anywhere changes. Throws RangeError for a box that cannot be read.
 *
 * @param meta the whole box, its head included
 */
export function removeItems(meta: Buffer, ids: ReadonlySet<number>): Buffer {
  const start = meta.readUInt32BE(0) === 1 ? 16 : 8;
  const head = meta.subarray(0, start + 4);
  const boxes = boxesOf(meta, start + 4).map((box) => rewritten(box, ids));
  const body = Buffer.concat([head, ...boxes]);
  const saved = meta.length - body.length;
  if (saved === 0) return body;
  if (saved < 8) throw new RangeError("There is no room for a free box.");
  const free = Buffer.alloc(saved);
  free.writeUInt32BE(saved);
  free.write("free", 4, "latin1");
  return Buffer.concat([body, free]);
}

function rewritten(box: Buffer, ids: ReadonlySet<number>): Buffer {
  switch (typeOf(box)) {
    case "iinf":
      return withoutEntries(box, ids);
    case "iloc":
      return withoutLocations(box, ids);
    case "iref":
      return withoutReferences(box, ids);
    case "iprp":
      return boxed(
        box.subarray(0, 8),
        boxesOf(box, 8).map((one) => (typeOf(one) === "ipma" ? withoutProperties(one, ids) : one)),
      );
    default:
      return box;
  }
}

const typeOf = (box: Buffer): string => box.toString("latin1", 4, 8);

function boxesOf(bytes: Buffer, from: number): Buffer[] {
  const found: Buffer[] = [];
  for (let at = from; at < bytes.length; ) {
    const size = bytes.readUInt32BE(at) || bytes.length - at;
    if (size < 8 || at + size > bytes.length) throw new RangeError("A box leads out of its own.");
    found.push(bytes.subarray(at, at + size));
    at += size;
  }
  return found;
}

/** Head and content as one box, with its length right. */
function boxed(head: Buffer, content: readonly Buffer[]): Buffer {
  const box = Buffer.concat([head, ...content]);
  box.writeUInt32BE(box.length);
  return box;
}

/** Item information (§8.11.6). */
function withoutEntries(box: Buffer, ids: ReadonlySet<number>): Buffer {
  const wide = (box[8] ?? 0) > 0;
  const kept = boxesOf(box, wide ? 16 : 14).filter((entry) => {
    const version = entry[8] ?? 0;
    return !ids.has(version > 2 ? entry.readUInt32BE(12) : entry.readUInt16BE(12));
  });
  const head = Buffer.from(box.subarray(0, wide ? 16 : 14));
  if (wide) head.writeUInt32BE(kept.length, 12);
  else head.writeUInt16BE(kept.length, 12);
  return boxed(head, kept);
}

/** Item locations (§8.11.3). */
function withoutLocations(box: Buffer, ids: ReadonlySet<number>): Buffer {
  const version = box[8] ?? 0;
  const sizes = box.readUInt16BE(12);
  const [offset, length, base] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const index = version > 0 ? sizes & 15 : 0;
  const idBytes = version < 2 ? 2 : 4;
  const start = 14 + idBytes;
  const count = box.readUIntBE(14, idBytes);
  const kept: Buffer[] = [];
  let at = start;
  for (let item = 0; item < count; item++) {
    const from = at;
    const id = box.readUIntBE(at, idBytes);
    at += idBytes + (version > 0 ? 2 : 0) + 2 + base;
    const extents = box.readUInt16BE(at);
    at += 2 + extents * (index + offset + length);
    if (at > box.length) throw new RangeError("The list of items is cut off.");
    if (!ids.has(id)) kept.push(box.subarray(from, at));
  }
  const head = Buffer.from(box.subarray(0, start));
  head.writeUIntBE(kept.length, 14, idBytes);
  return boxed(head, kept);
}

/** References between items (§8.11.12): those from an item that goes, and of others those to it. */
function withoutReferences(box: Buffer, ids: ReadonlySet<number>): Buffer {
  const wide = (box[8] ?? 0) > 0 ? 4 : 2;
  const kept = boxesOf(box, 12).flatMap((reference) => {
    const from = reference.readUIntBE(8, wide);
    if (ids.has(from)) return [];
    const count = reference.readUInt16BE(8 + wide);
    const to = Array.from({ length: count }, (_, index) => reference.readUIntBE(10 + wide + index * wide, wide));
    const left = to.filter((id) => !ids.has(id));
    if (left.length === to.length) return [reference];
    if (left.length === 0) return [];
    const head = Buffer.from(reference.subarray(0, 10 + wide));
    head.writeUInt16BE(left.length, 8 + wide);
    const numbers = left.map((id) => {
      const bytes = Buffer.alloc(wide);
      bytes.writeUIntBE(id, 0, wide);
      return bytes;
    });
    return [boxed(head, numbers)];
  });
  return boxed(Buffer.from(box.subarray(0, 12)), kept);
}

/** Which properties belong to which item (ISO/IEC 23008-12 §9.3). */
function withoutProperties(box: Buffer, ids: ReadonlySet<number>): Buffer {
  const idBytes = (box[8] ?? 0) < 1 ? 2 : 4;
  const each = ((box[11] ?? 0) & 1) === 1 ? 2 : 1;
  const count = box.readUInt32BE(12);
  const kept: Buffer[] = [];
  let at = 16;
  for (let item = 0; item < count; item++) {
    const from = at;
    const id = box.readUIntBE(at, idBytes);
    at += idBytes + 1 + (box[at + idBytes] ?? 0) * each;
    if (at > box.length) throw new RangeError("The list of properties is cut off.");
    if (!ids.has(id)) kept.push(box.subarray(from, at));
  }
  const head = Buffer.from(box.subarray(0, 16));
  head.writeUInt32BE(kept.length, 12);
  return boxed(head, kept);
}
