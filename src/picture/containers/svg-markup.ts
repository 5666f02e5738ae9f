/** A stretch of markup: characters from the start of the text, `to` behind the last. */
export type Markup =
  | { kind: "comment" | "declaration" | "doctype" | "instruction" | "cdata" | "close"; from: number; to: number; name: string }
  | { kind: "open"; from: number; to: number; name: string; attributes: Attribute[]; empty: boolean }; // biome-ignore format: a table

export interface Attribute {
  name: string;
  from: number;
  to: number;
  valueFrom: number;
  valueTo: number;
}

/** Attributes of one element that are told apart. */
const MAX_ATTRIBUTES = 2000;

/**
 * The markup of an XML text in order (XML 1.0 §2), what lies between left out. Tolerant: an attribute may lack its
 * quotes, and what is not closed goes on to the end.
 */
export function* markupOf(text: string): Generator<Markup> {
  let at = 0;
  for (;;) {
    const from = text.indexOf("<", at);
    if (from < 0) return;
    const markup = markupAt(text, from);
    at = markup?.to ?? from + 1;
    if (markup) yield markup;
  }
}

function markupAt(text: string, from: number): Markup | null {
  if (text.startsWith("<!--", from)) return closed(text, "comment", from, "-->", 4, "");
  if (text.startsWith("<![CDATA[", from)) return closed(text, "cdata", from, "]]>", 9, "");
  if (text.startsWith("<?", from)) {
    const name = nameAt(text, from + 2);
    return closed(text, name.toLowerCase() === "xml" ? "declaration" : "instruction", from, "?>", 2, name);
  }
  if (text.startsWith("<!", from)) return doctypeAt(text, from);
  if (text.startsWith("</", from)) return closed(text, "close", from, ">", 2, nameAt(text, from + 2));
  const name = nameAt(text, from + 1);
  return name === "" ? null : openAt(text, from, name);
}

function closed(
  text: string,
  kind: "comment" | "declaration" | "instruction" | "cdata" | "close",
  from: number,
  end: string,
  skip: number,
  name: string,
): Markup {
  const found = text.indexOf(end, from + skip);
  return { kind, from, to: found < 0 ? text.length : found + end.length, name };
}

const NAME = /[^\s/>=<"'?]*/y;

function nameAt(text: string, from: number): string {
  NAME.lastIndex = from;
  return NAME.exec(text)?.[0] ?? "";
}

/** A document type with its own entities, in brackets. */
function doctypeAt(text: string, from: number): Markup {
  const end = text.indexOf(">", from);
  const bracket = end < 0 ? -1 : text.slice(from, end).indexOf("[");
  const inner = bracket < 0 ? from : text.indexOf("]", from + bracket);
  const found = inner < 0 || end < 0 ? -1 : text.indexOf(">", inner);
  return { kind: "doctype", from, to: found < 0 ? text.length : found + 1, name: "" };
}

const SPACE = /\s*/y;

function openAt(text: string, from: number, name: string): Markup {
  const attributes: Attribute[] = [];
  let at = from + 1 + name.length;
  for (;;) {
    SPACE.lastIndex = at;
    at += SPACE.exec(text)?.[0].length ?? 0;
    const letter = text[at];
    if (letter === undefined || letter === "<") return { kind: "open", from, to: at, name, attributes, empty: false };
    if (letter === ">") return { kind: "open", from, to: at + 1, name, attributes, empty: text[at - 1] === "/" };
    const attribute = nameAt(text, at) === "" ? null : attributeAt(text, at);
    if (attribute && attributes.length < MAX_ATTRIBUTES) attributes.push(attribute);
    at = attribute?.to ?? at + 1;
  }
}

function attributeAt(text: string, from: number): Attribute {
  const name = nameAt(text, from);
  SPACE.lastIndex = from + name.length;
  let at = from + name.length + (SPACE.exec(text)?.[0].length ?? 0);
  if (text[at] !== "=") {
    const to = from + name.length;
    return { name, from, to, valueFrom: to, valueTo: to };
  }
  SPACE.lastIndex = at + 1;
  at += 1 + (SPACE.exec(text)?.[0].length ?? 0);
  const quote = text[at];
  if (quote !== '"' && quote !== "'") {
    const bare = nameAt(text, at);
    return { name, from, to: at + bare.length, valueFrom: at, valueTo: at + bare.length };
  }
  const end = text.indexOf(quote, at + 1);
  const valueTo = end < 0 ? text.length : end;
  return { name, from, to: Math.min(text.length, valueTo + 1), valueFrom: at + 1, valueTo };
}
