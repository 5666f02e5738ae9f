import type { TagValue } from "#picture/tag-list.ts";

/** Windows Latin 1 by its characters: what each is as a byte. */
const BYTES: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 256 }, (_, byte) => [new TextDecoder("windows-1252").decode(Uint8Array.of(byte)), byte]),
);
const UTF8 = new TextDecoder("utf-8", { fatal: true });

/**
 * A text of IPTC as it was written: ExifTool reads what declares no charset (IIM 4.2, dataset 1:90) as Windows Latin 1,
 * and most of it is UTF-8. What comes back from there as valid UTF-8 was that; all else stays.
 */
export function iptcAsWritten(value: TagValue): TagValue {
  if (Array.isArray(value)) return value.map(iptcAsWritten);
  if (typeof value !== "string" || !/[^\0-\x7f]/.test(value)) return value;
  const bytes = Array.from(value, (letter) => BYTES.get(letter));
  if (bytes.includes(undefined)) return value;
  try {
    return UTF8.decode(Uint8Array.from(bytes, (byte) => byte ?? 0));
  } catch {
    return value;
  }
}
