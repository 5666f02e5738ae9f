import { AppError } from "#errors.ts";

/** What a name of an archive can be made of. */
const NAME_TOKENS = ["name", "number", "width", "height", "date"] as const;
type NameToken = (typeof NAME_TOKENS)[number];

/** A template that was checked: texts and tokens in turn. */
export interface NameTemplate {
  parts: readonly ({ text: string; token?: undefined } | { token: NameToken })[];
  uses(...tokens: NameToken[]): boolean;
}

const LONGEST = 120;

/**
 * Reads a template such as `{date} {name}-{width}`. The extension is not part of it. It imports nothing of Node, so that
 * the page can show the first name before it asks.
 * @throws AppError `invalid_parameter`, naming `names`: too long, a token that there is not, a brace that stands alone, a slash
 */
export function parseNameTemplate(text: string): NameTemplate {
  const pieces = text.split(/(\{[^{}]*\})/).filter((piece) => piece !== "");
  const parts = pieces.map((piece) => {
    const token = NAME_TOKENS.find((known) => piece === `{${known}}`);
    if (token === undefined && /[{}/\\]/.test(piece)) throw refused();
    return token === undefined ? { text: piece } : { token };
  });
  if (text.length > LONGEST || parts.length === 0) throw refused();
  return { parts, uses: (...tokens) => parts.some(({ token }) => token !== undefined && tokens.includes(token)) };
}

/** The name without its extension. What is no name for a file is for `uniqueNames` to mend. */
export const fillNameTemplate = ({ parts }: NameTemplate, values: Readonly<Record<NameToken, string>>): string =>
  parts.map((part) => (part.token ? values[part.token] : part.text)).join("");

/** `7` of 120 as `007`: names then sort as the pictures do. */
export const paddedNumber = (number: number, count: number): string =>
  String(number).padStart(String(count).length, "0");

function refused(): AppError {
  const tokens = NAME_TOKENS.map((token) => `{${token}}`).join(", ");
  const detail = `names takes up to ${LONGEST} characters, without slashes, and in them ${tokens}; the extension comes by itself.`;
  return new AppError("invalid_parameter", detail, { parameter: "names" });
}
