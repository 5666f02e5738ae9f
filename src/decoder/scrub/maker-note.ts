import { readTree, type TreeDirectory, type TreeEntry } from "#decoder/edit/tiff-tree.ts";
import { indexOfBytes } from "#picture/containers/bytes.ts";

const MAKER_NOTE = 0x927c;

/**
 * An Exif block in whose maker notes the given values are zeros: their fields have places that only their makers know,
 * but a value stands there as it is. Null where none of them does.
 */
export function zeroInMakerNote(tiff: Uint8Array, values: readonly Uint8Array[]): Uint8Array | null {
  const tree = readTree(Uint8Array.from(tiff));
  if (tree === null) return null;
  let found = false;
  const notes = [...everyEntry(tree.chain)].filter(({ tag }) => tag === MAKER_NOTE);
  for (const { start, length } of notes) {
    const note = tree.bytes.subarray(start, start + length);
    for (const value of values) {
      for (let at = indexOfBytes(note, value); at >= 0; at = indexOfBytes(note, value, at)) {
        note.fill(0, at, at + value.length);
        found = true;
      }
    }
  }
  return found ? tree.bytes : null;
}

function* everyEntry(directories: readonly TreeDirectory[]): Generator<TreeEntry> {
  for (const { entries } of directories) {
    for (const entry of entries) {
      yield entry;
      yield* everyEntry(entry.leads);
    }
  }
}
