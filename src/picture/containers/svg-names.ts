import type { PartKind } from "./part.ts";
import type { Attribute } from "./svg-markup.ts";

/** What draws: SVG, links, XML itself; and XHTML within `foreignObject`. */
const DRAWING = new Set([
  "http://www.w3.org/2000/svg",
  "http://www.w3.org/1999/xlink",
  "http://www.w3.org/XML/1998/namespace",
  "http://www.w3.org/2000/xmlns/",
  "http://www.w3.org/1999/xhtml",
  "http://www.w3.org/1998/Math/MathML",
]);
const DRAWING_PREFIXES = new Set(["", "svg", "xlink", "xml", "xmlns"]);

/** Of Inkscape's shapes what they are drawn by: numbers and letters that say nothing of who drew them. */
const SHAPE =
  /^(inkscape:(connector-curvature|flatsided|rounded|randomized|groupmode)|sodipodi:(nodetypes|type|c[xy]|r[xy12]|arg[12]|start|end|open|arc-type|sides|role|linespacing|insensitive))$/;
const PLAIN_VALUE = /^[-\w.,\s]{0,200}$/;

/** The prefixes of a document with the namespaces that they stand for. */
export type Prefixes = Map<string, string>;

const prefixOf = (name: string): string => (name.includes(":") ? name.slice(0, name.indexOf(":")) : "");

/** True for a name of an editor's own, or of anyone but SVG. */
export function isForeign(name: string, prefixes: Prefixes): boolean {
  const prefix = prefixOf(name);
  const namespace = prefixes.get(prefix);
  return namespace === undefined ? !DRAWING_PREFIXES.has(prefix) : !DRAWING.has(namespace);
}

/** What an element of a foreign namespace is. */
export function foreignKind(name: string, prefixes: Prefixes): PartKind {
  const namespace = prefixes.get(prefixOf(name)) ?? "";
  if (/c2pa/i.test(`${namespace} ${name}`)) return "credentials";
  if (/rdf-syntax|adobe:ns:meta|purl\.org\/dc|ns\.adobe\.com\/(xap|exif|tiff)/.test(namespace)) return "xmp";
  return "layers";
}

/** The label of an attribute that tells something; null for what only draws. */
export function tellingAttribute(attribute: Attribute, text: string, prefixes: Prefixes): string | null {
  const { name, valueFrom, valueTo } = attribute;
  if (name.startsWith("xmlns")) return null;
  const value = text.slice(valueFrom, Math.min(valueTo, valueFrom + 300));
  if (isForeign(name, prefixes)) return SHAPE.test(name) && PLAIN_VALUE.test(value) ? null : name;
  if (name.startsWith("data-") || name.startsWith("aria-") || name === "title") return name;
  const local = name.slice(name.indexOf(":") + 1);
  // An address inside the document says nothing, and a picture within it is a part of its own.
  const links = local === "href" || local === "src" || name === "xml:base";
  return links && value.trim() !== "" && !/^\s*(#|data:)/.test(value) ? name : null;
}
