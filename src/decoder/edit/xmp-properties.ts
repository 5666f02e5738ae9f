import type { Attr, Document, Element, Node } from "@xmldom/xmldom";
import type { Cut } from "#picture/privacy/cut.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { xmpName } from "#picture/privacy/xmp-names.ts";
import { xmpGroup } from "#picture/privacy/xmp-namespaces.ts";
import { binaryText } from "#picture/tags/tag-text.ts";
import { decodeBase64File } from "./base64-file.ts";

/** Whether a picture inside a block says something that is to go. */
export type InnerPicture = (bytes: Uint8Array) => boolean;

const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const META = "adobe:ns:meta/";
const XMLNS = "http://www.w3.org/2000/xmlns/";
const XML = "http://www.w3.org/XML/1998/namespace";
/** Levels of elements; more is not walked. */
const MAX_LEVELS = 60;
/** Letters of a value that are looked at. */
const MOST = 65_536;

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;
const INSTRUCTION = 7;
const COMMENT = 8;

/** Where in the model a node stands: the names of the properties that it is in, and the outermost one's namespace. */
interface Place {
  path: readonly string[];
  group: string | null;
}

interface State {
  cut: Cut;
  inner: InnerPicture;
  removed: FoundTag[];
  /** how many properties stay */
  left: number;
}

/**
 * Takes what is to go out of a document of XMP, and says what went.
 *
 * @throws Error for more levels of elements than any packet has
 */
export function pruneXmp(document: Document, cut: Cut, inner: InnerPicture): { removed: FoundTag[]; left: number } {
  const state: State = { cut, inner, removed: [], left: 0 };
  const root = document.documentElement as Element;
  dropNoise(state, document, false);
  walk(state, root, { path: [], group: null }, 0);
  if (state.removed.length > 0) dropNamespaces(root);
  return state;
}

function walk(state: State, element: Element, place: Place, level: number): void {
  if (level > MAX_LEVELS) throw new Error("too many levels");
  for (const attribute of Array.from(element.attributes)) {
    if (isSyntax(attribute)) continue;
    if (!goes(state, isAbout(attribute) ? ABOUT : within(attribute, place), attribute.value)) continue;
    if (isAbout(attribute)) attribute.value = "";
    else element.removeAttributeNode(attribute);
  }
  dropNoise(state, element, isHolder(element) || !isLeaf(element));
  for (const child of elementsOf(element)) {
    const own = isModel(child) ? place : within(child, place);
    const before = state.removed.length;
    if (own.path.length > 0 && isLeaf(child) && !hasFields(child)) {
      const resource = child.getAttributeNS(RDF, "resource");
      if (goes(state, own, resource || (child.textContent ?? ""))) element.removeChild(child);
      else walk(state, child, own, level + 1);
      continue;
    }
    walk(state, child, own, level + 1);
    // A structure or a list of which nothing is left says nothing.
    if (own.path.length > 0 && state.removed.length > before && isEmpty(child)) element.removeChild(child);
  }
}

/** Comments and instructions that are none of XMP's; texts too, where only elements have a place. */
function dropNoise(state: State, parent: Node, texts: boolean): void {
  for (const node of Array.from(parent.childNodes)) {
    const value = (node.nodeValue ?? "").trim();
    const packet = node.nodeType === INSTRUCTION && isOfXmp(node.nodeName, value);
    const noise = node.nodeType === COMMENT || (node.nodeType === INSTRUCTION && !packet);
    const text = texts && (node.nodeType === TEXT || node.nodeType === CDATA) && value !== "";
    if (!noise && !text) continue;
    parent.removeChild(node);
    state.removed.push({ group: "XMP", place: "XMP", name: text ? "Text" : "Comment", value });
  }
}

/** The marks of a packet, an XML declaration, and what Adobe's first writers said of line breaks. */
const isOfXmp = (name: string, value: string): boolean =>
  /^x(?:packet|ml)$/i.test(name) || (name === "adobe-xap-filters" && /^esc="\w{1,4}"$/.test(value));

const ABOUT: Place = { path: ["About"], group: "XMP-rdf" };

function within(node: Element | Attr, { path, group }: Place): Place {
  const name = node.localName ?? node.nodeName;
  if (node.namespaceURI === META && (name === "xmptk" || name === "xaptk"))
    return { path: ["XMPToolkit"], group: "XMP-x" };
  return { path: [...path, name], group: group ?? xmpGroup(node.namespaceURI, node.prefix) };
}

function goes(state: State, { path, group }: Place, text: string): boolean {
  const { cut, inner } = state;
  const file = decodeBase64File(text);
  const value = file ? binaryText(file.length) : text.trim().slice(0, MOST);
  const tag = { group: "XMP", place: group ?? "XMP", name: xmpName(group ?? "XMP", path), value };
  if (value === "" && tag.name === "About") return false;
  const wanted = !cut.everything && !cut.goes(tag) && !(file ? inner(file) : cut.text(text));
  if (wanted) state.left += 1;
  else state.removed.push(tag);
  return !wanted;
}

/** What is written by RDF and by the packet's root and is no property: it stands for what is in it. */
const isModel = ({ namespaceURI }: Element): boolean => namespaceURI === RDF || namespaceURI === META;

/** Elements of RDF that hold elements alone. */
const isHolder = (element: Element): boolean => isModel(element) && !["li", "value"].includes(element.localName ?? "");

const isAbout = ({ namespaceURI, localName }: Attr): boolean =>
  localName === "about" && (namespaceURI === RDF || namespaceURI === null);

function isSyntax(attribute: Attr): boolean {
  const { namespaceURI, prefix, nodeName } = attribute;
  if (namespaceURI === XMLNS || prefix === "xmlns" || nodeName === "xmlns" || namespaceURI === XML) return true;
  return namespaceURI === RDF && !isAbout(attribute);
}

const elementsOf = (element: Element): Element[] =>
  Array.from(element.childNodes).filter((child) => child.nodeType === ELEMENT) as Element[];

const isLeaf = (element: Element): boolean => elementsOf(element).length === 0;

/** A structure may have its fields as attributes (XMP part 1 §7.9.2.2). */
const hasFields = (element: Element): boolean =>
  (element.textContent ?? "").trim() === "" && Array.from(element.attributes).some((one) => !isSyntax(one));

const isEmpty = (element: Element): boolean =>
  isLeaf(element) &&
  (element.textContent ?? "").trim() === "" &&
  !hasFields(element) &&
  !element.hasAttributeNS(RDF, "resource");

/** Namespaces that are declared and not used any more: their names may say what was there. */
function dropNamespaces(root: Element): void {
  const used = new Set<string | null>();
  const waiting = [root];
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    used.add(element.namespaceURI);
    for (const attribute of Array.from(element.attributes)) used.add(attribute.namespaceURI);
    waiting.push(...elementsOf(element));
  }
  waiting.push(root);
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    for (const attribute of Array.from(element.attributes)) {
      if (attribute.namespaceURI === XMLNS && !used.has(attribute.value)) element.removeAttributeNode(attribute);
    }
    waiting.push(...elementsOf(element));
  }
}
