import type { FileDate } from "./metadata.ts";

/** `+02:00` from Exif's OffsetTime (Exif 3.0 §4.6.6.7); null for blanks, nonsense and more than 14 hours. */
export function offsetOf(text: string | null): string | null {
  const value = text?.trim() ?? "";
  if (/^z$/i.test(value)) return "+00:00";
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(value);
  if (match === null) return null;
  const [, sign, hours, minutes] = match;
  if (Number(hours) > 14 || Number(minutes) > 59) return null;
  return `${sign}${hours}:${minutes}`;
}

/**
 * A moment as the file says it, wall clock and zone apart and neither moved. Reads Exif's `2011:01:10 21:09:00`
 * (and the dashes, slashes and T that writers put there), XMP's ISO 8601, and IPTC's `20110110` with `210900+0100`.
 * A day without a time is no moment; blanks, zeros and days that no calendar has are null.
 */
export function dateOf(text: string | null, offset: string | null = null): FileDate | null {
  const match =
    /^(\d{4})[:/.-]?(\d{2})[:/.-]?(\d{2})[T ]\s*(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
      text?.trim() ?? "",
    );
  if (match === null) return null;
  const [, year, month, day, hour, minute, second = "00", zone] = match;
  if (!isDay(Number(year), Number(month), Number(day))) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return {
    local: `${year}-${month}-${day}T${hour}:${minute}:${second}`,
    offset: offsetOf(offset) ?? offsetOf(zone ?? null),
  };
}

function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const days = [31, year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30];
  return day <= (days[month - 1] ?? (month === 11 ? 30 : 31));
}
