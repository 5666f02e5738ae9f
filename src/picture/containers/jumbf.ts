import type { ByteSource } from "./byte-source.ts";
import { byte, latin1, u32be, u64be } from "./bytes.ts";
import { gapPart } from "./cover.ts";
import { type ByteRange, walkRange } from "./inside.ts";
import type { Part } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";

/** Boxes in boxes: a manifest store, a manifest, its assertions, one of them, what it holds. C2PA needs six. */
const LEVELS = 12;
/** A description box is read up to here, bytes. */
const HEAD = 1024;

/**
 * The boxes of JUMBF (ISO/IEC 19566-5 §5) in a stretch, one in another; a superbox has the label of its description
 * (`c2pa.assertions`, `stds.exif`), as have the boxes of content in it. Thumbnails in it are walked as pictures.
 */
export function jumbfParts(source: ByteSource, range: ByteRange, budget: WalkBudget, level: number): Promise<Part[]> {
  return boxesIn(source, range, { budget, level, depth: 0, label: "" });
}

interface Context {
  budget: WalkBudget;
  level: number;
  depth: number;
  /** of the superbox around */
  label: string;
}

async function boxesIn(source: ByteSource, range: ByteRange, context: Context): Promise<Part[]> {
  const parts: Part[] = [];
  const end = range.offset + range.bytes;
  let { label } = context;
  let at = range.offset;
  while (at < end) {
    const head = await source.read(at, Math.min(24, end - at));
    const long = u32be(head, 0) === 1;
    const size = long ? u64be(head, 8) : u32be(head, 0) || end - at;
    const name = latin1(head, 4, 4);
    const start = long ? 16 : 8;
    if (head.length < start || size < start || !/^[\w -]{4}$/.test(name)) {
      parts.push(await gapPart(source, at, end - at, "broken", context.budget));
      return parts;
    }
    if (!context.budget.takePart()) {
      parts.push({ offset: at, bytes: end - at, kind: "not_walked", name: "JUMBF" });
      return parts;
    }
    const bytes = Math.min(size, end - at);
    const content = { offset: at + start, bytes: bytes - start };
    if (name === "jumd") label = await descriptionLabel(source, content);
    parts.push(await readBox(source, { offset: at, bytes, name }, content, { ...context, label }));
    at += bytes;
  }
  return parts;
}

async function readBox(
  source: ByteSource,
  box: { offset: number; bytes: number; name: string },
  content: ByteRange,
  context: Context,
): Promise<Part> {
  const { budget, level, depth, label } = context;
  const part: Part = { ...box, kind: "credentials", content, ...(label !== "" && { label }) };
  switch (box.name) {
    case "jumb": {
      if (depth >= LEVELS) return { ...part, kind: "not_walked" };
      const parts = await boxesIn(source, content, { ...context, depth: depth + 1, label: "" });
      const own = parts.find(({ name }) => name === "jumd")?.label;
      return { ...part, ...(own !== undefined && { label: own }), parts };
    }
    case "bidb":
      return embeddedFile(source, part, content, context);
    case "free":
    case "skip":
      return gapPart(source, box.offset, box.bytes, "unknown", budget);
    case "jp2c":
    case "codestream":
      return { ...part, kind: "image", parts: (await walkRange(source, content, budget, level)).parts };
    default:
      return part;
  }
}

/** What a description calls its superbox: behind sixteen bytes of type and one of toggles (§A.3); empty without one. */
async function descriptionLabel(source: ByteSource, content: ByteRange): Promise<string> {
  const head = await source.read(content.offset, Math.min(HEAD, content.bytes));
  if ((byte(head, 16) & 2) === 0) return "";
  const end = head.indexOf(0, 17);
  return new TextDecoder().decode(head.subarray(17, end < 0 ? head.length : end)).slice(0, 200);
}

/** An embedded file (§B.4): C2PA keeps its thumbnails so. One that is a picture is walked. */
async function embeddedFile(source: ByteSource, part: Part, content: ByteRange, context: Context): Promise<Part> {
  const walk = await walkRange(source, content, context.budget, context.level);
  if (walk.container === "unknown") return part;
  return { ...part, kind: context.label.includes("thumbnail") ? "thumbnail" : "image", parts: walk.parts };
}
