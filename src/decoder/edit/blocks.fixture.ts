/** Small blocks of metadata for the tests, made on the spot, and cuts by predicates of their own. */
import { concat } from "#picture/containers/bytes.ts";
import type { Cut } from "#picture/privacy/cut.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";

/** A value of a directory: its type, so many of it, its bytes; or a directory that it points to, by a pointer of some type. */
export interface MadeEntry {
  tag: number;
  type: number;
  value: Uint8Array | MadeEntry[];
}

const UNIT: Readonly<Record<number, number>> = { 3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 13: 4 };

/** A TIFF stream of one directory and what it points to, and a second one behind it; values follow their directory. */
export function madeTiff(entries: readonly MadeEntry[], little = true, second: readonly MadeEntry[] = []): Uint8Array {
  const head = new Uint8Array(8);
  head.set(little ? [0x49, 0x49, 42, 0] : [0x4d, 0x4d, 0, 42]);
  put(head, 4, 8, 4, little);
  const first = directory(entries, 8, little);
  if (second.length === 0) return concat([head, first]);
  put(first, 2 + 12 * entries.length, 8 + first.length, 4, little);
  return concat([head, first, directory(second, 8 + first.length, little)]);
}

function directory(entries: readonly MadeEntry[], at: number, little: boolean): Uint8Array {
  const table = new Uint8Array(2 + 12 * entries.length + 4);
  put(table, 0, entries.length, 2, little);
  const behind: Uint8Array[] = [];
  let end = at + table.length;
  for (const [index, { tag, type, value }] of entries.entries()) {
    const slot = 2 + 12 * index;
    put(table, slot, tag, 2, little);
    put(table, slot + 2, type, 2, little);
    const bytes = value instanceof Uint8Array ? value : directory(value, end, little);
    put(table, slot + 4, value instanceof Uint8Array ? bytes.length / (UNIT[type] ?? 1) : 1, 4, little);
    if (value instanceof Uint8Array && bytes.length <= 4) table.set(bytes, slot + 8);
    else {
      put(table, slot + 8, end, (UNIT[type] ?? 4) < 4 ? 2 : 4, little);
      behind.push(bytes);
      end += bytes.length;
    }
  }
  return concat([table, ...behind]);
}

function put(bytes: Uint8Array, at: number, value: number, size: number, little: boolean): void {
  for (let index = 0; index < size; index++)
    bytes[at + (little ? index : size - 1 - index)] = (value >> (8 * index)) & 255;
}

export const textBytes = (text: string): Uint8Array => new TextEncoder().encode(text);

export const ascii = (tag: number, text: string): MadeEntry => ({ tag, type: 2, value: textBytes(`${text}\0`) });

export const short = (tag: number, value: number, little = true): MadeEntry => {
  const bytes = new Uint8Array(2);
  put(bytes, 0, value, 2, little);
  return { tag, type: 3, value: bytes };
};

/** Degrees, minutes and seconds as three fractions. */
export function angle(tag: number, parts: readonly [number, number][], little = true): MadeEntry {
  const bytes = new Uint8Array(parts.length * 8);
  for (const [index, [above, below]] of parts.entries()) {
    put(bytes, index * 8, above, 4, little);
    put(bytes, index * 8 + 4, below, 4, little);
  }
  return { tag, type: 5, value: bytes };
}

/** A dataset of IPTC. */
export const dataset = (record: number, number: number, value: string | Uint8Array): Uint8Array => {
  const bytes = typeof value === "string" ? textBytes(value) : value;
  return concat([Uint8Array.of(0x1c, record, number, bytes.length >> 8, bytes.length & 255), bytes]);
};

/** One of Photoshop's image resources. */
export const resource = (number: number, data: Uint8Array): Uint8Array =>
  concat([
    textBytes("8BIM"),
    Uint8Array.of(number >> 8, number & 255, 0, 0, 0, 0, data.length >> 8, data.length & 255),
    data,
    new Uint8Array(data.length % 2),
  ]);

export const NOTHING: Cut = { goes: () => false, everything: false, extras: false, text: () => false };
export const EVERYTHING: Cut = { goes: () => true, everything: true, extras: true, text: () => false };
export const cutNames = (names: RegExp): Cut => ({ ...NOTHING, goes: ({ name }: FoundTag) => names.test(name) });

export const holds = (bytes: Uint8Array | undefined, text: string): boolean => Buffer.from(bytes ?? []).includes(text);
