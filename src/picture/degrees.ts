/** Degrees, minutes, seconds and a compass letter; without a letter north and east, as ExifTool reads it. */
export function degrees(parts: number[] | null, reference: string | null): number | null {
  if (parts === null || parts.length === 0 || parts.length > 3) return null;
  const [degree = 0, minute = 0, second = 0] = parts;
  const value = degree + minute / 60 + second / 3600;
  return /^[sw]/i.test(reference ?? "") ? 0 - value : value;
}

/** A number or a fraction, as texts have them. */
const NUMBER = /^([+-]?\d{1,12}(?:\.\d{1,15})?)(?:\/(\d{1,12}))?$/;
const BETWEEN = /(?:deg|[\s,;:°º'′’"″”])+/i;

/**
 * A coordinate as a text: `41,13.218N` or `41,13,13.1N` (XMP Specification part 2 §3.3, GPSCoordinate), three fractions
 * (`48/1, 51/1, 3184/100`), `48 deg 51' 31.84" N`, or plain signed degrees. Null where it is none of these.
 *
 * @param reference a compass letter that stands elsewhere; one in the text wins
 */
export function textDegrees(text: string | null, reference: string | null = null): number | null {
  const [, before, body = "", after] = /^([NSEW]?)(.*?)([NSEW]?)$/is.exec((text ?? "").slice(0, 100).trim()) ?? [];
  const parts = body.split(BETWEEN).filter((part) => part !== "");
  const numbers = parts.map(numberIn);
  if (!numbers.every((number) => number !== null)) return null;
  const [degree, ...smaller] = numbers;
  if (degree === undefined || smaller.some((part) => part < 0 || part > 60)) return null;
  const value = degrees([Math.abs(degree), ...smaller], after || before || reference);
  return value === null || !parts[0]?.startsWith("-") ? value : 0 - Math.abs(value);
}

function numberIn(text: string): number | null {
  const match = NUMBER.exec(text);
  const number = match === null ? null : Number(match[1]) / Number(match[2] ?? 1);
  return number !== null && Number.isFinite(number) ? number : null;
}
