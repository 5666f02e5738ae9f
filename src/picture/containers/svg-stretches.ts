import type { PartKind } from "./part.ts";
import { type Markup, markupOf } from "./svg-markup.ts";
import { foreignKind, isForeign, type Prefixes, tellingAttribute } from "./svg-names.ts";

/** A stretch of the text that is more than drawing, in characters. */
export interface SvgStretch {
  from: number;
  to: number;
  kind: PartKind;
  name: string;
  label?: string;
  content?: { from: number; to: number; coding?: "base64" };
}

/** An element that is open; `stretch` is null for one that is no part of its own. */
interface Open {
  name: string;
  stretch: SvgStretch | null;
  /** the kind of the innermost part that it is in, itself included */
  kind: PartKind;
}

const RDF = /<([\w-]+:)?(RDF|xmpmeta)[\s>]/;
/** Foreign elements in one another that are counted. */
const MAX_OPEN = 100;
const MAX_PREFIXES = 500;

/**
 * The prefixes of a text with their namespaces: metadata of an SVG mostly lean on those that its root declares, and are
 * no XML without them.
 */
export function svgPrefixes(text: string): Prefixes {
  const prefixes: Prefixes = new Map();
  for (const markup of markupOf(text)) if (markup.kind === "open") notePrefixes(markup, text, prefixes);
  return prefixes;
}

/** What in an SVG is more than drawing, as it comes; those inside others come behind them. */
export function* svgStretches(text: string): Generator<SvgStretch> {
  const open: Open[] = [];
  const prefixes: Prefixes = new Map();
  let roots: number | null = 0;
  for (const markup of markupOf(text)) {
    if (roots !== null && /^([\w-]+:)?svg$/.test(markup.name)) {
      roots += markup.kind === "close" ? -1 : markup.kind === "open" && !markup.empty ? 1 : 0;
      if (roots === 0) {
        yield* behindRoot(text, markup.to);
        roots = null;
      }
    }
    if (markup.kind === "open") {
      notePrefixes(markup, text, prefixes);
      const kind = elementKind(markup, prefixes);
      const around = open.at(-1)?.kind;
      const own =
        kind !== null && (around === undefined || (kind === "credentials" && around !== kind))
          ? element(markup, kind, text)
          : null;
      if (own) yield own;
      if (around !== "xmp" && own?.kind !== "xmp") yield* attributes(markup, text, prefixes);
      if (kind !== null && !markup.empty && open.length < MAX_OPEN) {
        open.push({ name: markup.name, stretch: own, kind: own?.kind ?? around ?? kind });
      }
      if (markup.name === "style") yield* comments(text, markup.to, endOf(text, "<", markup.to), "/*", "*/");
    } else if (markup.kind === "close") {
      const at = open.findLastIndex(({ name }) => name === markup.name);
      for (const { stretch } of at < 0 ? [] : open.splice(at)) if (stretch) close(stretch, markup, text);
    } else {
      yield* plain(markup, text);
    }
  }
  yield* embeddedFiles(text);
}

function notePrefixes(markup: Markup & { kind: "open" }, text: string, prefixes: Prefixes): void {
  for (const { name, valueFrom, valueTo } of markup.attributes) {
    if (!name.startsWith("xmlns:") || prefixes.size >= MAX_PREFIXES) continue;
    prefixes.set(name.slice(6), text.slice(valueFrom, Math.min(valueTo, valueFrom + 500)));
  }
}

function elementKind({ name }: Markup, prefixes: Prefixes): PartKind | null {
  const local = name.slice(name.indexOf(":") + 1);
  if (isForeign(name, prefixes)) return foreignKind(name, prefixes);
  if (local === "metadata") return "xmp";
  if (local === "title" || local === "desc") return "text";
  return local === "script" ? "unknown" : null;
}

/** An element up to its end, which is not known yet. */
function element(markup: Markup & { kind: "open" }, kind: PartKind, text: string): SvgStretch {
  const { from, name } = markup;
  const local = name.slice(name.indexOf(":") + 1);
  if (markup.empty && local === "metadata") return { from, to: markup.to, kind: "structure", name };
  const stretch: SvgStretch = { from, to: markup.empty ? markup.to : text.length, kind, name };
  if (kind === "text") stretch.label = local;
  if (markup.empty) return stretch;
  const whole = local === "RDF" || local === "xmpmeta" || kind === "layers";
  stretch.content = { from: whole ? from : markup.to, to: text.length };
  if (kind === "credentials") stretch.content.coding = "base64";
  return stretch;
}

function close(stretch: SvgStretch, markup: Markup, text: string): void {
  stretch.to = markup.to;
  const { content } = stretch;
  if (content === undefined) return;
  content.to = content.from === stretch.from ? markup.to : markup.from;
  if (stretch.kind !== "xmp" || !/(^|:)metadata$/.test(stretch.name)) return;
  const inside = text.slice(content.from, content.to);
  // Words that are no RDF are words.
  if (!RDF.test(inside))
    Object.assign(stretch, { kind: inside.trim() === "" ? "structure" : "text", label: "metadata" });
}

function* attributes(markup: Markup & { kind: "open" }, text: string, prefixes: Prefixes): Generator<SvgStretch> {
  for (const attribute of markup.attributes) {
    const label = tellingAttribute(attribute, text, prefixes);
    if (label === null) continue;
    const { from, to, valueFrom, valueTo } = attribute;
    yield { from, to, kind: "text", name: "attribute", label, content: { from: valueFrom, to: valueTo } };
  }
}

function* plain(markup: Markup, text: string): Generator<SvgStretch> {
  const { from, to, kind, name } = markup;
  if (kind === "comment")
    yield { from, to, kind: "comment", name: "comment", content: { from: from + 4, to: Math.max(from + 4, to - 3) } };
  else if (kind === "declaration") yield { from, to, kind: "structure", name: "XML declaration" };
  else if (kind === "instruction")
    yield { from, to, kind: "text", name: "instruction", label: name, content: { from: from + 2, to } };
  else if (kind === "doctype") {
    yield { from, to, kind: "structure", name: "document type" };
    yield* comments(text, from, to, "<!--", "-->");
  } else if (kind === "cdata") yield* comments(text, from, to, "/*", "*/");
}

/** Words behind the root element. Comments and instructions may stand there, and are told on their own. */
function* behindRoot(text: string, from: number): Generator<SvgStretch> {
  const rest = text.slice(from).replaceAll(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>|\0/g, "");
  if (rest.trim() === "") return;
  const content = { from, to: text.length };
  yield { ...content, kind: "trailing", name: "behind the end", content };
}

function endOf(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found < 0 ? text.length : found;
}

/** Comments of a piece of the text that is not searched beyond its end. */
function* comments(text: string, from: number, to: number, begins: string, ends: string): Generator<SvgStretch> {
  const piece = text.slice(from, to);
  for (let at = piece.indexOf(begins); at >= 0; ) {
    const inside = at + begins.length;
    const inner = endOf(piece, ends, inside);
    const end = Math.min(piece.length, inner + ends.length);
    const content = { from: from + inside, to: from + inner };
    yield { from: from + at, to: from + end, kind: "comment", name: "comment", content };
    at = piece.indexOf(begins, end);
  }
}

const DATA = /data:([\w.+-]+\/[\w.+-]+)?((?:;[\w.+-]+=[\w."+-]*)*)(;base64)?,/gi;
const BASE64_END = /[^\w+/=\s%&;#-]/g;
const ADDRESS_END = /["'()<>\s]/g;

/** Files in `data:` addresses (RFC 2397), wherever they stand. */
function* embeddedFiles(text: string): Generator<SvgStretch> {
  const data = new RegExp(DATA);
  for (let found = data.exec(text); found; found = data.exec(text)) {
    const from = found.index + found[0].length;
    const end = found[3] ? BASE64_END : ADDRESS_END;
    end.lastIndex = from;
    const to = end.exec(text)?.index ?? text.length;
    const label = (found[1] ?? "text/plain").toLowerCase();
    const content = { from, to, ...(found[3] && { coding: "base64" as const }) };
    yield { from: found.index, to, kind: fileKind(label), name: "data", label, content };
    data.lastIndex = to;
  }
}

function fileKind(type: string): PartKind {
  if (/^(image|video|audio)\//.test(type)) return type.slice(0, 5) as PartKind;
  return /font|woff|opentype|truetype/.test(type) ? "pixels" : "unknown";
}
