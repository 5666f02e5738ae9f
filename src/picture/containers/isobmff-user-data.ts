import type { ByteSource } from "./byte-source.ts";
import { latin1, u16be, u32be } from "./bytes.ts";
import { type ByteRange, behind, walkRange } from "./inside.ts";
import { type IsobmffBox, readBoxes } from "./isobmff-boxes.ts";
import type { Part } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";

const MAX_KEYS = 1000;

/** The names of a `keys` box, from number 1 on (QuickTime: Metadata item keys). */
export async function metadataKeys(source: ByteSource, keys: IsobmffBox | undefined): Promise<string[]> {
  if (!keys) return [];
  const { boxes } = await readBoxes(source, behind(keys.content, 8));
  const names: string[] = [];
  for (const { content } of boxes.slice(0, MAX_KEYS)) {
    names.push(new TextDecoder().decode(await source.read(content.offset, Math.min(content.bytes, 500))));
  }
  return names;
}

/** The items of an `ilst` box: texts with the name of their key as label; covers are pictures. */
export async function itemListParts(
  source: ByteSource,
  ilst: IsobmffBox,
  keys: readonly string[],
  budget: WalkBudget,
  level: number,
): Promise<Part[]> {
  const parts: Part[] = [];
  for (const item of (await readBoxes(source, ilst.content)).boxes) {
    if (!budget.takePart()) break;
    parts.push(await listItem(source, item, keys, budget, level));
  }
  return parts;
}

async function listItem(
  source: ByteSource,
  item: IsobmffBox,
  keys: readonly string[],
  budget: WalkBudget,
  level: number,
): Promise<Part> {
  const { boxes } = await readBoxes(source, item.content);
  const number = u32be(await source.read(item.offset + 4, 4), 0);
  let label = keys[number - 1] ?? item.type;
  if (item.type === "----") {
    const name = boxes.find(({ type }) => type === "name");
    label = name ? latin1(await source.read(name.content.offset + 4, Math.min(200, name.content.bytes - 4))) : label;
  }
  const data = boxes.find(({ type }) => type === "data");
  const content = data ? behind(data.content, 8) : item.content;
  const part: Part = { offset: item.offset, bytes: item.bytes, kind: "text", name: "ilst", label, content };
  if (!(await isPicture(source, content))) return part;
  return { ...part, kind: "thumbnail", parts: (await walkRange(source, content, budget, level)).parts };
}

async function isPicture(source: ByteSource, { offset }: ByteRange): Promise<boolean> {
  return /^(\xff\xd8\xff|\x89PNG)/.test(latin1(await source.read(offset, 4)));
}

/** A text of QuickTime's user data, whose type begins with a copyright sign: `©xyz`, `©mak`. */
export async function userText(source: ByteSource, box: IsobmffBox, part: Part): Promise<Part> {
  const head = await source.read(box.content.offset, 4);
  // Length and language come before each text; of several the first is the one that is shown.
  const fits = u16be(head, 0) <= box.content.bytes - 4 && box.content.bytes >= 4;
  const content = fits ? behind(box.content, 4) : box.content;
  return { ...part, kind: "text", label: box.type, content };
}
