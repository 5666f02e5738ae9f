import { disclosureAdvice, disclosures, locationReading } from "#messages/disclosures.ts";
import type { DisclosureCode } from "#picture/privacy/disclosure-codes.ts";
import type { Disclosed } from "#picture/report/report.ts";
import { formatBytes } from "./bytes.ts";

/** Each code has its words. */
const WORDS: Record<DisclosureCode, { label: string; sentence: (value: string, source: string) => string }> =
  disclosures;

/** Codes whose value is a length. */
const MEASURED: ReadonlySet<DisclosureCode> = new Set(["trailing_data", "unknown_data", "unreadable"]);

/** Names of tags that measure something of a place, and of those that measure the place. */
const READING = /Altitude|Direction|Bearing|Speed|Track|Satellites|Yaw|Distance|Heading/;
const POSITION = /Latitude|Longitude|Longtitude|Position|Coordinates/;

/** What a file gives away, as a sentence; text of the file is in it as it is, with its markup. */
export function disclosedSentence({ code, value, source }: Disclosed): string {
  if (code === "location" && READING.test(source) && !POSITION.test(source)) return locationReading(value);
  return WORDS[code].sentence(MEASURED.has(code) ? inUnits(value) : value, source);
}

/** One more of a code, below a sentence of that code: its value alone, where it has one that says something by itself. */
export function disclosedAgain(one: Disclosed): string {
  const reads = one.value !== "" && !MEASURED.has(one.code) && one.code !== "second_image";
  return reads ? one.value : disclosedSentence(one);
}

/** The code in a word or two. */
export const disclosedLabel = (code: DisclosureCode): string => WORDS[code].label;

/** What takes it out. */
export const disclosedAdvice = ({ remove: [kind] }: Pick<Disclosed, "remove">): string =>
  disclosureAdvice[kind ?? "conversion"];

/** `1234567 bytes` as `1.2 MB`. */
function inUnits(value: string): string {
  const bytes = /^(\d+) bytes?$/.exec(value)?.[1];
  return bytes === undefined ? value : formatBytes(Number(bytes));
}
