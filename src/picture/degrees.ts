/** Degrees, minutes, seconds and a compass letter; without a letter north and east, as ExifTool reads it. */
export function degrees(parts: number[] | null, reference: string | null): number | null {
  if (parts === null || parts.length === 0 || parts.length > 3) return null;
  const [degree = 0, minute = 0, second = 0] = parts;
  const value = degree + minute / 60 + second / 3600;
  return /^[sw]/i.test(reference ?? "") ? 0 - value : value;
}

/** `41,13.218N` or `41,13,13.1N` (XMP Specification part 2 §3.3, GPSCoordinate), or plain signed degrees. */
export function xmpDegrees(text: string | null): number | null {
  const match = /^([+-]?\d{1,3}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?(?:,(\d{1,2}(?:\.\d+)?))?([NSEW]?)$/i.exec(
    text ?? "",
  );
  if (match === null) return null;
  const [, degree, minute = "0", second = "0", letter = ""] = match;
  return degrees([Number(degree), Number(minute), Number(second)], letter);
}
