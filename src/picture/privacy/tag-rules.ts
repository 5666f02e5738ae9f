import { type TagValue, tagText } from "#picture/tag-list.ts";
import { isBlankValue } from "./blank-value.ts";
import { DATE_RULES, TIME_TOPIC } from "./date-tags.ts";
import { DEVICE_RULES } from "./device-tags.ts";
import { DISCLOSURE_CODES, type DisclosureCode } from "./disclosure-codes.ts";
import { EXTRA_RULES, PREVIEW_TOPIC } from "./extra-tags.ts";
import type { FoundTag } from "./found-tag.ts";
import { holdsCoordinates, holdsPath, holdsPrompt, mailAddressIn } from "./free-text.ts";
import { CREDENTIAL_RULES, GENERATED_RULES } from "./generated-tags.ts";
import { ID_RULES } from "./id-tags.ts";
import { LOCATION_RULES, LOCATION_TOPIC } from "./location-tags.ts";
import { PEOPLE_RULES } from "./people-tags.ts";
import { PROGRAM_RULES } from "./program-tags.ts";
import { ruleFor, type TagRule } from "./tag-rule.ts";
import { PNG_TEXT, TEXT_RULES } from "./text-tags.ts";

/**
 * The one list of what a tag discloses: the report, the scrub and the conversions follow it. What was exposed and how
 * (f-number, time, ISO, flash, a maker's settings, points of focus) discloses nothing here: it shows in the picture.
 */
const RULES: readonly TagRule[] = [
  ...EXTRA_RULES,
  ...ID_RULES,
  ...PROGRAM_RULES,
  ...DEVICE_RULES,
  ...PEOPLE_RULES,
  ...LOCATION_RULES,
  ...DATE_RULES,
  ...TEXT_RULES,
  ...CREDENTIAL_RULES,
  ...LOCATION_TOPIC,
  ...TIME_TOPIC,
  ...PREVIEW_TOPIC,
];

/** What tags disclose beside what they are for. */
const ALSO: readonly TagRule[] = [
  {
    code: "date",
    name: /^(?:HistoryWhen|VersionsEventWhen|\w+(?:Last)?ModifyDate)$/,
    group: /XMP-xmpMM/,
    value: /[1-9]/,
  },
  // digiKam's and Lightroom's trees of keywords
  { code: "person", name: /^(?:TagsList|HierarchicalSubject)$/, value: /(?:^|, )people[/|]/i },
];

/** What ExifTool computes, what it says of the file system, and how a file is built. */
const NOT_OF_THE_FILE = /^(?:ExifTool|Composite|SourceFile|JFIF:|File:(?:System|MacOS))/;
/** Where values are numbers for programs: two of them beside one another are no position. */
const NUMBERS =
  /^(?:MakerNotes|ICC_Profile|Composite|JFIF|MPF|QuickTime|APP\d+|GeoTiff|FlashPix|Stim)|XMP-(?:exif|tiff|exifEX|aux|GPano|GDepth|GCamera|Device|cr[sd]|drone-dji|MP|mwg-rs|xmpDM|xmpTPg|aas|hdrgm|apple-\w+)$/;
/** Of structures so many levels are looked through, and so many fields. */
const DEEPEST = 6;
const MOST_FIELDS = 2_000;

/**
 * What a tag discloses, what weighs most first; nothing for the blank value of a fixed field. A caption with
 * coordinates in it discloses both.
 */
export function codesOfTag(tag: FoundTag): DisclosureCode[] {
  const group = groupOf(tag);
  if (NOT_OF_THE_FILE.test(group) && !(group.startsWith("Composite") && tag.name === "GPSPosition")) return [];
  const codes = new Set(codesByName(tag, plainName(tag.name)));
  for (const { field, names } of innerTags(tag, { depth: DEEPEST, fields: MOST_FIELDS })) {
    const first = names.map((name) => codesByName(field, name)).find((each) => each.length > 0);
    for (const code of first ?? []) codes.add(code);
  }
  return [...codes];
}

/** The code of what a tag discloses, by its name first; null for nothing. */
export function discloseTag(tag: FoundTag): DisclosureCode | null {
  return codesOfTag(tag)[0] ?? null;
}

function codesByName(tag: FoundTag, name: string): DisclosureCode[] {
  const group = groupOf(tag);
  const text = tagText(tag.value);
  const code = codeOf(tag, name, text);
  const generated = ruleFor(tag, name, text, GENERATED_RULES)?.code ?? (holdsPrompt(text) ? "prompt" : null);
  const written = code !== null && WRITTEN.has(code);
  const also = ruleFor(tag, name, text, ALSO)?.code ?? null;
  const codes: (DisclosureCode | false | null)[] = [
    generated !== null && !isBlankValue(generated, name, text) && generated,
    !(generated === "prompt" && code !== null && TEXTS.has(code)) && code,
    mayHoldCoordinates(group, code, name, text) && holdsCoordinates(text) && "location",
    code !== "prompt" && !group.startsWith("ICC") && holdsPath(text) && "file_path",
    written && mailAddressIn(text) !== null && "contact",
    also,
  ];
  return codes.filter((one) => one !== false && one !== null);
}

function codeOf(tag: FoundTag, name: string, text: string): DisclosureCode | null {
  const short = shortName(tag, name);
  const rule = ruleFor(tag, name, text, RULES) ?? (short === null ? undefined : ruleFor(tag, short, text, RULES));
  const code = (rule ?? ruleFor(tag, name, text, PNG_TEXT))?.code ?? null;
  return code !== null && !isBlankValue(code, name, text) ? code : null;
}

/**
 * As ExifTool writes names, also where another reader wrote it: `Object Name` and `hierarchicalSubject` with capitals
 * and without spaces; and without the language that ExifTool adds: `Description-de-CH`, `Title-x-default`.
 */
function plainName(name: string): string {
  const plain = name.replace(/ +/g, "").replace(/-(?:x-[a-z]+|[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2})$/, "") || name;
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** Texts of PNG and assertions of C2PA name tags of other kinds: `exif:GPSLatitude`, read as `ExifGPSLatitude`. */
function shortName(tag: FoundTag, name: string): string | null {
  if (!/^(?:PNG|JUMBF)$/.test(tag.group)) return null;
  const short = /^(?:Exif|Tiff|Xmp|Iptc|Dc|Photoshop|Xap)(?::|(?=[A-Z]))(\w+)$/i.exec(name)?.[1];
  return short && !/^(?:Version|Image\w+|ByteOrder|Offset|Tool\w*)$/.test(short) ? short : null;
}

const TEXTS: ReadonlySet<DisclosureCode> = new Set(["caption", "comment"]);
const WRITTEN: ReadonlySet<DisclosureCode> = new Set(
  DISCLOSURE_CODES.filter((code) => !["location", "date", "device", "settings", "network"].includes(code)),
);

/** A tag that a person or a program writes words into. Where a tag says nothing by name, only a foreign one. */
function mayHoldCoordinates(group: string, code: DisclosureCode | null, name: string, text: string): boolean {
  if (code !== null) return WRITTEN.has(code);
  // A tag that nobody knows may be a text; one of numbers alone is none.
  if (/^0x/i.test(name)) return /[^\d.\s-]/.test(text);
  return !NUMBERS.test(group) && !/^(?:EXIF|File|GIF|RIFF|Photoshop|PNG:PNG-)/.test(group);
}

const groupOf = ({ group, place }: FoundTag): string => `${group}:${place}`;

/** Fields of a structure at any level, under the names that ExifTool gives them where it lays structures flat. */
function* innerTags(
  tag: FoundTag,
  left: { depth: number; fields: number },
  parent = tag.name,
): Generator<{ field: FoundTag; names: string[] }> {
  if (left.depth === 0) return;
  for (const [key, value] of fieldsOf(tag.value)) {
    if (left.fields-- <= 0) return;
    const name = key.charAt(0).toUpperCase() + key.slice(1);
    const field = { ...tag, name: `${tag.name}${name}`, value };
    const outer = [tag.name, parent].flatMap((each) => [each, each.replace(/(?:Info|List|s)+$/, "")]);
    yield { field, names: [...new Set([...outer.map((each) => `${each}${name}`), name])] };
    left.depth -= 1;
    yield* innerTags(field, left, name);
    left.depth += 1;
  }
}

function fieldsOf(value: TagValue): [string, TagValue][] {
  if (typeof value === "string") return [];
  return Array.isArray(value) ? value.flatMap(fieldsOf) : Object.entries(value);
}
