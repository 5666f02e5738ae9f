import type { Part, PartKind } from "#picture/containers/part.ts";

/** Kinds of parts as the strip colours and the legend counts them. */
export type PartGroup = "picture" | "facts" | "pictures" | "unknown";

export const PART_GROUP: Record<PartKind, PartGroup> = {
  structure: "picture",
  pixels: "picture",
  colour: "picture",
  padding: "picture",
  exif: "facts",
  maker_note: "facts",
  xmp: "facts",
  iptc: "facts",
  photoshop: "facts",
  text: "facts",
  comment: "facts",
  credentials: "facts",
  maker_data: "facts",
  thumbnail: "pictures",
  preview: "pictures",
  image: "pictures",
  gain_map: "pictures",
  depth_map: "pictures",
  video: "pictures",
  audio: "pictures",
  layers: "pictures",
  trailing: "unknown",
  broken: "unknown",
  unknown: "unknown",
  not_walked: "unknown",
};

/** Parts of one kind and name, one behind the other: the many chunks of pixels of a PNG are one run. */
export interface PartRun {
  /** of all of them; null: parts of several kinds, beyond what is listed */
  kind: PartKind | null;
  name: string;
  label: string | null;
  /** bytes, from the start of the file to the first one */
  offset: number;
  /** of all of them */
  bytes: number;
  count: number;
  /** what is inside the first one */
  parts: Part[];
}

/** The file as runs, in order, at most `most`: the last one then stands for all that follow. */
export function partRuns(parts: readonly Part[], most = 80): PartRun[] {
  const runs: PartRun[] = [];
  for (const { kind, name, label = null, offset, bytes, parts: inside = [] } of parts) {
    const last = runs.at(-1);
    const joins = last?.kind === kind && last.name === name && last.label === label && inside.length === 0;
    if (last && (joins || runs.length === most)) {
      last.bytes += bytes;
      last.count += 1;
      if (!joins) Object.assign(last, { kind: null, name: "", label: null, parts: [] });
    } else runs.push({ kind, name, label, offset, bytes, count: 1, parts: inside });
  }
  return runs;
}

/** Bytes of each group of the top parts. */
export function groupBytes(parts: readonly Part[]): Record<PartGroup, number> {
  const sums: Record<PartGroup, number> = { picture: 0, facts: 0, pictures: 0, unknown: 0 };
  for (const { kind, bytes } of parts) sums[PART_GROUP[kind]] += bytes;
  return sums;
}
