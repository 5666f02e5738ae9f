/** Longest text that a field or a raw value keeps, characters. */
const MAX_TEXT_LENGTH = 2_000;

/**
 * Text as the file says it, fit for JSON and for a page: no NUL and no control characters but line feed and tab,
 * no half surrogates, no blanks around it, at most `longest` characters. Markup stays what it is: text.
 */
export function cleanText(text: string, longest: number = MAX_TEXT_LENGTH): string {
  const clean = text
    .slice(0, 50_000)
    .replace(/\r\n?/g, "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]/g, "")
    .trim();
  return clean.slice(0, longest).toWellFormed();
}

/** Set where a value had to be left shorter than the file has it. */
export interface CutMark {
  cut: boolean;
}

/** `cleanText` that tells where it cut. */
export function keptText(text: string, mark: CutMark): string {
  const clean = cleanText(text, MAX_TEXT_LENGTH + 1);
  if (clean.length > MAX_TEXT_LENGTH) mark.cut = true;
  return cleanText(clean);
}

/** The same for a value of any type: numbers become text, blanks and all else null. */
export function textOrNull(value: unknown, longest: number = MAX_TEXT_LENGTH): string | null {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value !== "string") return null;
  const text = cleanText(value, longest);
  return text === "" ? null : text;
}

/** The first that says something. */
export function firstText(...values: unknown[]): string | null {
  for (const value of values) {
    const text = textOrNull(value);
    if (text !== null) return text;
  }
  return null;
}
