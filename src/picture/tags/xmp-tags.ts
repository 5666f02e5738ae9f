import { bytesOfLatin1, startsWith } from "#picture/containers/bytes.ts";
import { decodedBytes } from "#picture/containers/content.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { xmpName } from "#picture/privacy/xmp-names.ts";
import { xmpGroup } from "#picture/privacy/xmp-namespaces.ts";
import { binaryText } from "./tag-text.ts";
import type { TagsRead } from "./tags-read.ts";
import { type XmlEvent, xmlEvents } from "./xml-events.ts";

const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const META = "adobe:ns:meta/";
/** Levels of elements; what lies deeper is read as if it lay here. */
const MAX_LEVELS = 60;
/** Letters of a value that are looked at. */
const MOST = 65_536;
/** Fewer letters are no file; more are decoded of none, bytes. */
const FEWEST = 64;
const MAX_FILE = 4_000_000;
const MAX_FILES = 20;
/** How the pictures and films begin that stand in XMP as text. */
const FILES = ["\xff\xd8\xff", "\x89PNG", "II*\0", "MM\0*", "RIFF", "GIF8", "\0\0\x01\0"];

/** An element that is open. */
interface Open {
  name: string;
  /** the names of the properties that it is in, itself with them */
  path: readonly string[];
  /** ExifTool's group of the outermost of them */
  group: string | null;
  /** written by RDF or the packet's root: it stands for what is in it */
  isModel: boolean;
  text: string;
  resource: string;
  hasChildren: boolean;
  hasFields: boolean;
}

type Value = Pick<Open, "path" | "group"> & { text: string };

/**
 * The properties of a packet of XMP (ISO 16684-1) by ExifTool's names, attributes and elements, fields of structures and
 * items of lists, each a tag of its own. A packet that is not well formed is read as far as it can be; it is whole only
 * where every element closes.
 */
export async function xmpTags(packet: Uint8Array): Promise<TagsRead> {
  const { values, whole } = propertiesOf(decodePacket(packet));
  const files: { name: string; bytes: Uint8Array }[] = [];
  const tags: FoundTag[] = [];
  for (const { path, group, text } of values) {
    const place = group ?? "XMP";
    const name = xmpName(place, path);
    if (text === "" && name === "About") continue;
    const file = await fileIn(text);
    if (file !== null && files.length < MAX_FILES) files.push({ name, bytes: file });
    const value = file ? binaryText(file.length) : text.trim().slice(0, MOST);
    tags.push({ group: "XMP", place, name, value });
  }
  return { tags, whole: whole && values.length > 0, files };
}

/** What is written in comments of a packet; empty where there are none. */
export function xmpComments(packet: Uint8Array): string {
  const comments = decodePacket(packet).matchAll(/<!--([\s\S]*?)(?:-->|$)/g);
  return Array.from(comments, ([, text]) => text?.trim()).join("\n");
}

function propertiesOf(text: string): { values: Value[]; whole: boolean } {
  const values: Value[] = [];
  const open: Open[] = [];
  const spaces = new Map([
    ["rdf", RDF],
    ["x", META],
  ]);
  let whole = true;
  for (const event of xmlEvents(text)) {
    const around = open.at(-1);
    if (event.kind === "text" && around) around.text += event.text;
    if (event.kind === "open") {
      if (around) around.hasChildren = true;
      for (const [name, value] of event.attributes) if (name.startsWith("xmlns:")) spaces.set(name.slice(6), value);
      const element = opened(event, around, spaces, values);
      if (event.closed) values.push(...closed(element));
      else if (open.length < MAX_LEVELS) open.push(element);
      else whole = false;
    }
    if (event.kind === "close") {
      const at = open.findLastIndex(({ name }) => name === event.name);
      whole &&= at >= 0 && at === open.length - 1;
      if (at >= 0) for (const element of open.splice(at).toReversed()) values.push(...closed(element));
    }
  }
  for (const element of open.toReversed()) values.push(...closed(element));
  return { values, whole: whole && open.length === 0 };
}

function opened(
  { name, attributes }: XmlEvent & { kind: "open" },
  around: Open | undefined,
  spaces: ReadonlyMap<string, string>,
  values: Value[],
): Open {
  const place = { path: around?.path ?? [], group: around?.group ?? null };
  const [uri] = spaceOf(name, spaces);
  const isModel = uri === RDF || uri === META;
  const own = isModel ? place : within(name, place, spaces);
  const element = { ...own, name, isModel, text: "", resource: "", hasChildren: false, hasFields: false };
  for (const [attribute, value] of attributes) {
    const [space, local] = spaceOf(attribute, spaces);
    if (attribute.startsWith("xmlns") || attribute.startsWith("xml:")) continue;
    if (local === "about" && (space === RDF || !attribute.includes(":"))) {
      values.push({ path: ["About"], group: "XMP-rdf", text: value });
    } else if (space === RDF) {
      if (local === "resource") element.resource = value;
    } else {
      element.hasFields = true;
      values.push({ ...within(attribute, own, spaces), text: value });
    }
  }
  return element;
}

/** The value of an element that has neither elements nor fields in it. */
function closed({ path, group, text, resource, hasChildren, hasFields }: Open): Value[] {
  const value = resource || text;
  if (path.length === 0 || hasChildren || (hasFields && value.trim() === "")) return [];
  return [{ path, group, text: value }];
}

function within(name: string, { path, group }: Pick<Open, "path" | "group">, spaces: ReadonlyMap<string, string>) {
  const [uri, local, prefix] = spaceOf(name, spaces);
  if (uri === META && (local === "xmptk" || local === "xaptk")) return { path: ["XMPToolkit"], group: "XMP-x" };
  return { path: [...path, local], group: group ?? xmpGroup(uri, prefix) };
}

function spaceOf(
  name: string,
  spaces: ReadonlyMap<string, string>,
): [uri: string | null, local: string, prefix: string] {
  const colon = name.indexOf(":");
  const prefix = colon < 0 ? "" : name.slice(0, colon);
  return [spaces.get(prefix) ?? null, name.slice(colon + 1), prefix];
}

/** The bytes of a text that is a picture or a film in base64 (RFC 4648 §4), by its first bytes; null for any other text. */
async function fileIn(text: string): Promise<Uint8Array | null> {
  if (text.length < FEWEST) return null;
  const letters = text.replace(/^\s*data:[^,]{0,100},/, "");
  if (letters.length < FEWEST || !/^[\w+/\s-]+={0,2}\s*$/.test(letters)) return null;
  const bytes = await decodedBytes(bytesOfLatin1(letters), "base64", MAX_FILE);
  if (bytes === null) return null;
  return FILES.some((head) => startsWith(bytes, head)) || startsWith(bytes, "ftyp", 4) ? bytes : null;
}

/** UTF-8, or UTF-16 of either order, with a mark or without (XMP part 1 §7.1); Latin-1 where it is none of these. */
function decodePacket(packet: Uint8Array): string {
  const [first = 0, second = 0] = packet;
  const isLittle = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c);
  if (isLittle || isBig) return new TextDecoder(isLittle ? "utf-16le" : "utf-16be").decode(packet);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(packet);
  } catch {
    return new TextDecoder("windows-1252").decode(packet);
  }
}
