/**
 * Degrees, minutes and seconds of a satellite position (Exif 3.0 §4.6.7) as ExifTool writes them: `48 deg 51' 31.84" N`.
 * Numbers that make no position stay as they are.
 *
 * @param numbers three of them, or fewer, with spaces
 * @param letter `N` `S` `E` `W`, empty where none is said
 */
export function dmsText(numbers: string, letter: string): string {
  const parts = numbers.split(" ").map(Number);
  if (numbers === "" || parts.length > 3 || !parts.every((part) => Number.isFinite(part) && part >= 0)) return numbers;
  const [degrees = 0, minutes = 0, seconds = 0] = parts;
  // Hundredths of a second, so that 59.999 becomes a minute.
  const whole = Math.round((degrees + minutes / 60 + seconds / 3600) * 360_000);
  if (whole === 0 || whole > 180 * 360_000) return numbers;
  const rest = whole % 360_000;
  const text = `${Math.floor(whole / 360_000)} deg ${Math.floor(rest / 6000)}' ${((rest % 6000) / 100).toFixed(2)}"`;
  return /^[NSEW]$/i.test(letter) ? `${text} ${letter.toUpperCase()}` : text;
}
