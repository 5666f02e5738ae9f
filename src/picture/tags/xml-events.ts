import { unescaped } from "#picture/xml-text.ts";

/** What stands in markup, in its order. */
export type XmlEvent =
  | { kind: "open"; name: string; attributes: [name: string, value: string][]; closed: boolean }
  | { kind: "close"; name: string }
  | { kind: "text"; text: string }
  | { kind: "comment"; text: string };

const NAME = "[^\\s<>/=\"'?!]{1,200}";
const PIECE = new RegExp(
  [
    "<!--([\\s\\S]*?)(?:-->|$)",
    "<!\\[CDATA\\[([\\s\\S]*?)(?:\\]\\]>|$)",
    "<[?!][^>]*(?:>|$)",
    `</(${NAME})[^>]*(?:>|$)`,
    `<(${NAME})((?:[^<>"']|"[^"<]*"|'[^'<]*')*?)(/?)>`,
    "([^<]+|<)",
  ].join("|"),
  "g",
);
const ATTRIBUTE = new RegExp(`(${NAME})\\s{0,100}=\\s{0,100}(?:"([^"]*)"|'([^']*)')`, "g");
/** Of one document: more is in no packet. */
const MAX_EVENTS = 200_000;
const MAX_ATTRIBUTES = 5_000;

/**
 * Markup as a run of events (XML 1.0), whether it is well formed or not: what does not close, closes nothing. Entities
 * other than XML's own stay as they are written, so that none is ever expanded.
 */
export function* xmlEvents(text: string): Generator<XmlEvent> {
  let count = 0;
  for (const [, comment, cdata, close, open, attributes = "", slash, plain] of text.matchAll(PIECE)) {
    count += 1;
    if (count > MAX_EVENTS) return;
    if (comment !== undefined) yield { kind: "comment", text: comment };
    else if (cdata !== undefined) yield { kind: "text", text: cdata };
    else if (close !== undefined) yield { kind: "close", name: close };
    else if (open !== undefined)
      yield { kind: "open", name: open, attributes: attributesOf(attributes), closed: slash === "/" };
    else if (plain !== undefined) yield { kind: "text", text: unescaped(plain) };
  }
}

function attributesOf(text: string): [string, string][] {
  const found: [string, string][] = [];
  for (const [, name = "", one, other] of text.matchAll(ATTRIBUTE)) {
    if (found.push([name, unescaped(one ?? other ?? "")]) >= MAX_ATTRIBUTES) break;
  }
  return found;
}
