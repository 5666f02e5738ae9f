import { finishedWalk, restOf } from "./inside.ts";
import { onePart } from "./one-part.ts";
import type { Part } from "./part.ts";
import { type SvgStretch, svgStretches } from "./svg-stretches.ts";
import { readSvgText } from "./svg-text.ts";
import type { WalkBudget } from "./walk-budget.ts";
import type { Walker } from "./walker.ts";

/** Markup is read whole, up to here, bytes. */
const MOST = 32_000_000;
/** Of names and labels, characters. */
const MAX_NAME = 200;

/**
 * An SVG as text (SVG 2; XML 1.0): comments, descriptions, metadata, what an editor keeps for itself, addresses and
 * embedded files are parts; all that draws is `pixels`.
 */
export const walkSvg: Walker = async (source, budget) => {
  const bytes = Math.min(source.bytes, MOST);
  if (!budget.takeBytes(bytes)) return onePart(source, "not_walked", "svg");
  const { text, from, unit } = await readSvgText(source, bytes);
  const { stretches, end } = takenStretches(text, budget);
  const place = (character: number) => from + character * unit;
  const parts: Part[] = from > 0 ? [{ offset: 0, bytes: from, kind: "structure", name: "byte order mark" }] : [];
  let at = from;
  const draw = (to: number) => {
    if (to > at) parts.push({ offset: at, bytes: to - at, kind: "pixels", name: "drawing" });
    at = Math.max(at, to);
  };
  for (const part of nested(stretches.map((stretch) => partOf(stretch, place)))) {
    draw(part.offset);
    parts.push(part);
    at = part.offset + part.bytes;
  }
  draw(end < text.length ? place(end) : bytes);
  parts.push(...restOf(source, at, "not_walked"));
  return finishedWalk("svg", parts, !/<\/([\w-]+:)?svg\s*>|<([\w-]+:)?svg[^<>]*\/>/.test(text.slice(-200_000)));
};

/** As many stretches as there is room for; `end` is where the first stands that is left out, or the text's end. */
function takenStretches(text: string, budget: WalkBudget): { stretches: SvgStretch[]; end: number } {
  const stretches: SvgStretch[] = [];
  let end = text.length;
  for (const stretch of svgStretches(text)) {
    if (budget.takePart()) stretches.push(stretch);
    else end = Math.min(end, stretch.from);
    // Embedded files come last, from the front again: those behind the cut count no more.
    if (end < text.length && stretch.name !== "data") break;
  }
  return { stretches: stretches.map((stretch) => cutAt(stretch, end)).filter(({ from, to }) => to > from), end };
}

function cutAt(stretch: SvgStretch, end: number): SvgStretch {
  const { content, to } = stretch;
  if (to <= end) return stretch;
  const { content: _, ...rest } = stretch;
  const inside = content && content.from < end ? { content: { ...content, to: Math.min(content.to, end) } } : {};
  return { ...rest, ...inside, to: end };
}

function partOf({ from, to, kind, name, label, content }: SvgStretch, place: (character: number) => number): Part {
  const part: Part = { offset: place(from), bytes: place(to) - place(from), kind, name: name.slice(0, MAX_NAME) };
  if (label !== undefined) part.label = label.slice(0, MAX_NAME);
  if (content) {
    const { coding } = content;
    const range = { offset: place(content.from), bytes: place(content.to) - place(content.from) };
    part.content = { ...range, ...(coding && { coding }) };
  }
  return part;
}

/** Parts in order, those that lie in others as parts of them; of one that begins in another and ends behind it only that. */
function nested(parts: Part[]): Part[] {
  const tops: Part[] = [];
  const open: Part[] = [];
  const end = (part: Part) => part.offset + part.bytes;
  for (const part of parts.sort((one, other) => one.offset - other.offset || other.bytes - one.bytes)) {
    for (let last = open.at(-1); last && end(last) <= part.offset; last = open.at(-1)) open.pop();
    const around = open.at(-1);
    if (around && end(around) < end(part)) continue;
    if (around === undefined) tops.push(part);
    else if (around.parts) around.parts.push(part);
    else around.parts = [part];
    open.push(part);
  }
  return tops;
}
