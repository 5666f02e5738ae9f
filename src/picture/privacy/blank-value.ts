import type { DisclosureCode } from "./disclosure-codes.ts";

/** Codes of free text: a person wrote it, so that `none` and `0` are words. */
const FREE: ReadonlySet<DisclosureCode> = new Set(["caption", "comment", "keywords", "prompt", "history", "layers"]);

/** Codes of numbers that were never set where all digits are zeros. */
const NUMBERED: ReadonlySet<DisclosureCode> = new Set([
  "location",
  "network",
  "serial_number",
  "device_id",
  "device",
  "document_id",
  "account_id",
  "date",
  "face",
  "owner",
  "software",
]);

const EMPTY_WORD =
  /^(?:n\/?a|\(?none\)?|\(?unknown\)?(?: \(-?\w+\))?|off|no|false|undef(?:ined)?(?:[ ,]+undef\w*)*|nan\b.*|-?inf|null|not (?:set|available|defined|applicable|known)|default|home|9{3,}|[fF]{4,}|(?:0x)?f{8,}|4294967295)$/i;

/** A zone is said by its zeros too. */
const ZONE = /Offset|Zone/;

/** Whether a fixed field was left empty: spaces, dashes, zeros, `n/a`, a date of year 0, coordinates that are no numbers. */
export function isBlankValue(code: DisclosureCode, name: string, text: string): boolean {
  const said = text.replace(/[\p{Cc}\p{Cf}\ufffd]/gu, " ").trim();
  if (!/[\p{L}\p{N}\p{S}]/u.test(said)) return true;
  if (FREE.has(code)) return /^\((?:none|unknown)\)$/i.test(said);
  if (EMPTY_WORD.test(said)) return true;
  if (!NUMBERED.has(code)) return false;
  if (code === "date") return isNoDate(name, said);
  const digits = said.replace(/\D/g, "");
  const lettersSay = code !== "location" && code !== "network" && /\p{L}/u.test(said);
  return digits !== "" && !/[1-9]/.test(digits) && !lettersSay;
}

function isNoDate(name: string, text: string): boolean {
  if (ZONE.test(name)) return false;
  return /^0000\D?00\D?00/.test(text) || !/[1-9\p{L}]/u.test(text);
}
