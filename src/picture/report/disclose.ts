import { everyPart, type Part } from "#picture/containers/part.ts";
import { coordinatesIn } from "#picture/privacy/coordinates-in-text.ts";
import { DISCLOSURE_CODES, type DisclosureCode, REMOVED_BY } from "#picture/privacy/disclosure-codes.ts";
import type { FoundTag } from "#picture/privacy/found-tag.ts";
import { holdsPrompt, mailAddressIn, pathIn } from "#picture/privacy/free-text.ts";
import { MADE_BY_MODEL } from "#picture/privacy/generated-tags.ts";
import { codesOfTag } from "#picture/privacy/tag-rules.ts";
import { tagText } from "#picture/tag-list.ts";
import { disclosedByPart } from "./disclosed-parts.ts";
import type { Disclosed } from "./report.ts";

/** A text that was taken out of a file: of a comment, of XML, of bytes that no reader knows. */
export interface FoundText {
  /** where it stands, in words */
  source: string;
  text: string;
}

export interface DiscloseInput {
  tags: readonly FoundTag[];
  parts: readonly Part[];
  texts: readonly FoundText[];
  /** what else was found: hidden pixels, who signed a credential */
  more?: readonly Disclosed[];
}

/** What is kept of a value, characters; of one code, values; of one value, sources. */
const LONGEST = 200;
const MOST_OF_A_CODE = 20;
const MOST_SOURCES = 5;

/** Tags that say most of their code: they are told before the others. */
const PRINCIPAL =
  /^(?:GPSPosition|GPSCoordinates|GPSLatitude|GPSLongitude|City|SerialNumber|Artist|Creator|By-line|DateTimeOriginal|Model|Make|Software|ImageDescription|Description)$/;

/**
 * What a file gives away, what weighs most first: by its tags, its parts and the texts in it. One code with one value
 * stands there once, with all its sources; of more than 20 values of a code the rest are counted.
 */
export function disclose({ tags, parts, texts, more = [] }: DiscloseInput): Disclosed[] {
  const found = [
    ...more,
    ...byTags(tags),
    ...texts.flatMap(byText),
    ...[...everyPart(parts)].flatMap((part) => disclosedByPart(part) ?? []),
  ];
  const byCode = Map.groupBy(found, ({ code }) => code);
  return DISCLOSURE_CODES.flatMap((code) => shortened(code, together(byCode.get(code) ?? [])));
}

function byTags(tags: readonly FoundTag[]): Disclosed[] {
  const principal = tags.filter(({ name }) => PRINCIPAL.test(name));
  const others = tags.filter(({ name }) => !PRINCIPAL.test(name));
  const found = [...principal, ...others].flatMap((tag) => codesOfTag(tag).map((code) => ({ code, tag })));
  return [
    ...found
      .filter(({ code }) => code !== "settings")
      .map(({ code, tag }) => said(code, toldOf(code, tag), sourceOf(tag))),
    ...settings(found.filter(({ code }) => code === "settings").map(({ tag }) => tag)),
  ];
}

/** Hundreds of numbers of a raw developer are one thing: that they are there. */
function settings(tags: readonly FoundTag[]): Disclosed[] {
  return [...Map.groupBy(tags, ({ place }) => place)].map(([place, members]) =>
    said("settings", members.length === 1 ? "1 setting" : `${members.length} settings`, place),
  );
}

function byText({ source, text }: FoundText): Disclosed[] {
  const coordinates = coordinatesIn(text);
  const path = pathIn(text);
  const address = mailAddressIn(text);
  return [
    ...(coordinates === null ? [] : [said("location", coordinates, source)]),
    ...(address === null ? [] : [said("contact", address, source)]),
    ...(path === null ? [] : [said("file_path", path, source)]),
    ...(MADE_BY_MODEL.test(text)
      ? [said("ai_generated", MADE_BY_MODEL.exec(text)?.[0].replace(/^\W/, "") ?? "", source)]
      : []),
    ...(holdsPrompt(text) ? [said("prompt", text, source)] : []),
  ];
}

/** The value itself, or the piece of a text that this code is about. */
function toldOf(code: DisclosureCode, tag: FoundTag): string {
  const text = tagText(tag.value);
  if (code === "unknown_data" || /^\(Binary data /.test(text)) return "";
  if (code === "location") return coordinatesIn(text) ?? text;
  if (code === "file_path") return pathIn(text) ?? text;
  if (code === "contact") return mailAddressIn(text) ?? text;
  return text;
}

const sourceOf = ({ group, place, name, document }: FoundTag): string =>
  `${group === place ? group : `${group}:${place}`} ${name}${document === undefined ? "" : ` (${document})`}`;

const said = (code: DisclosureCode, value: string, source: string): Disclosed => ({
  code,
  value: oneLine(value),
  source,
  remove: REMOVED_BY[code],
});

function oneLine(text: string): string {
  const line = text
    .slice(0, 20 * LONGEST)
    .replace(/[\s\p{Cc}\ufffd]+/gu, " ")
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1).toWellFormed()}…` : line;
}

/** Each value once. What has no value of its own joins the first that has one: a comment as a part, and as a tag. */
function together(found: readonly Disclosed[]): Disclosed[] {
  const first = found.find(({ value }) => value !== "")?.value ?? "";
  return [...Map.groupBy(found, ({ value }) => (value === "" ? first : value))].map(([value, same]) => ({
    ...(same.find((one) => one.value === value) ?? same[0]!),
    source: joined(same.map(({ source }) => source)),
  }));
}

function joined(sources: readonly string[]): string {
  const each = [...new Set(sources)];
  const rest = each.length - MOST_SOURCES;
  return `${each.slice(0, MOST_SOURCES).join(", ")}${rest > 0 ? `, ${rest} more` : ""}`;
}

function shortened(code: DisclosureCode, each: Disclosed[]): Disclosed[] {
  const rest = each.length - MOST_OF_A_CODE;
  if (rest <= 0) return each;
  return [
    ...each.slice(0, MOST_OF_A_CODE),
    said(code, `${rest} more values`, joined(each.slice(MOST_OF_A_CODE).map(({ source }) => source))),
  ];
}
