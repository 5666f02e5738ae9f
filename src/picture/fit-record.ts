import type { Metadata, RawGroup, RawValue } from "./metadata.ts";

/** The whole record as JSON stays under this, bytes. */
export const MAX_RECORD = 100_000;
/** What the fields of the contract may take of it before their texts are cut shorter, bytes. */
const MAX_FIELDS = 40_000;
const SHORT_TEXTS = [2_000, 500, 100];

const GROUPS = ["exif", "gps", "iptc", "xmp", "icc"] as const;

/**
 * Makes a record small enough to keep: texts of the fields are cut where there is too much of them, and the raw
 * groups lose the values that no longer fit, the last groups first. `raw.truncated` says that this happened.
 */
export function fitRecord(metadata: Metadata, truncated: boolean): Metadata {
  const { raw, ...whole } = metadata;
  const limit = SHORT_TEXTS.find((longest) => bytesOf(cut(whole, longest)) <= MAX_FIELDS) ?? 20;
  const fields: Omit<Metadata, "raw"> = bytesOf(whole) <= MAX_FIELDS ? whole : { ...whole, ...cutFields(whole, limit) };
  const fitted: Metadata = { ...fields, raw: { exif: null, gps: null, iptc: null, xmp: null, icc: null } };
  let left = MAX_RECORD - 1_000 - bytesOf(fields);
  let lost = truncated || fields !== whole;
  for (const name of GROUPS) {
    const entries: [string, RawValue][] = [];
    for (const entry of Object.entries(raw[name] ?? {})) {
      const bytes = bytesOf(entry);
      if (bytes > left) lost = true;
      else {
        left -= bytes;
        entries.push(entry);
      }
    }
    fitted.raw[name] = entries.length === 0 ? null : (Object.fromEntries(entries) satisfies RawGroup);
  }
  if (lost) fitted.raw.truncated = true;
  return fitted;
}

type Fields = Omit<Metadata, "raw">;

function cutFields(fields: Fields, longest: number): Pick<Fields, "camera" | "exposure" | "description"> {
  return {
    camera: cut(fields.camera, longest),
    exposure: cut(fields.exposure, longest),
    description: cut({ ...fields.description, keywords: fields.description.keywords.slice(0, longest) }, longest),
  };
}

/** The same shape with every text cut to so many characters. */
function cut<T>(value: T, longest: number): T {
  return JSON.parse(JSON.stringify(value), (_key, part: unknown) =>
    typeof part === "string" ? part.slice(0, longest).toWellFormed() : part,
  );
}

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
