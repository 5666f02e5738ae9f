import { readBlocks } from "#picture/containers/blocks.ts";
import { type ByteSource, sourceOfBytes } from "#picture/containers/byte-source.ts";
import { everyPart, type PartKind, type Walk } from "#picture/containers/part.ts";
import { walkFile } from "#picture/containers/walk.ts";
import { WalkBudget } from "#picture/containers/walk-budget.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { foundTexts, nameOfPart } from "#picture/tags/found-texts.ts";
import { type FileInside, tagsOfBlocks } from "#picture/tags/tags-of-blocks.ts";
import { disclose } from "./disclose.ts";
import type { Disclosed } from "./report.ts";

/** What a look at a file finds without anybody's list of tags but ours. */
export interface LookResult {
  discloses: Disclosed[];
  /** what is there and was not read, or not whole: parts by their names (`APP13 Photoshop 3.0`), and kinds of them */
  notRead: { parts: string[]; kinds: UnreadKind[] };
}

/** What has no reader here: a maker's own directories, what a film says of itself; and what no walk came to. */
export type UnreadKind = (typeof NO_READER)[number] | "rest" | "missing";

/** Less than a walk of the server may cost: a person waits for it. */
const BUDGET = { parts: 20_000, levels: 6, bytes: 128_000_000 };
const NO_READER = ["maker_note", "video", "audio", "layers"] as const satisfies readonly PartKind[];
/** Pictures that stand in one another as text. */
const MOST_LEVELS = 3;

/**
 * What a file gives away as far as readers see that run anywhere: by its parts, its Exif, XMP, IPTC, Photoshop's
 * resources and texts, and the words in what nobody knows. It looks at no pixel, and opens no maker note. Null for a
 * file of no kind that is known. Throws what the source throws.
 */
export async function lookAt(source: ByteSource): Promise<LookResult | null> {
  const walk = await walkFile(source, new WalkBudget(BUDGET));
  if (walk.parts.every(({ kind }) => kind === "unknown" || kind === "not_walked")) return null;
  const { blocks, unread } = await readBlocks(source, walk);
  const { tags, broken, files } = await tagsOfBlocks(blocks);
  const inner = await tagsOfFiles(files, 1);
  const texts = await foundTexts(source, walk.parts, blocks);
  const discloses = disclose({ tags: [...tags, ...inner], parts: walk.parts, texts });
  const parts = [...unread.map(({ part }) => part), ...broken.map(({ parts: [first] }) => first)];
  const names = [...new Set(parts.map(nameOfPart))].filter(Boolean);
  return { discloses, notRead: { parts: names, kinds: unreadOf(walk) } };
}

function unreadOf({ parts, gaveUp, endsEarly }: Walk): UnreadKind[] {
  const kinds = new Set([...everyPart(parts)].map(({ kind }) => kind));
  return [
    ...NO_READER.filter((kind) => kinds.has(kind)),
    ...(gaveUp ? (["rest"] as const) : []),
    ...(endsEarly ? (["missing"] as const) : []),
  ];
}

async function tagsOfFiles(files: readonly FileInside[], level: number): Promise<FoundTag[]> {
  const tags: FoundTag[] = [];
  for (const { name, bytes } of level > MOST_LEVELS ? [] : files) {
    const source = sourceOfBytes(bytes);
    const { blocks } = await readBlocks(source, await walkFile(source, new WalkBudget(BUDGET)));
    const own = await tagsOfBlocks(blocks);
    const fresh = name === null ? own.tags.filter(({ document }) => document !== undefined) : own.tags;
    tags.push(...fresh.map((tag) => ({ ...tag, document: name ?? tag.document ?? "" })));
    tags.push(...(await tagsOfFiles(own.files, level + 1)));
  }
  return tags;
}
