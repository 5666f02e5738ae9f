/** What no text has but at its breaks: controls, halves of pairs, code points of nobody and of private use. */
const UNPRINTABLE = /(?![\t\n\r])[\p{C}\ufffd]/gu;
const FOREIGN = /[^\0-\x7f]/g;

/** Whether at most this share of the characters, or a few, is what no text has. Blank text is text. */
export function isMostlyPrintable(text: string, share = 0.05, few = 0): boolean {
  return (text.match(UNPRINTABLE)?.length ?? 0) <= Math.max(few, text.length * share);
}

/** The same of bytes that were read as Windows Latin 1 because they are not UTF-8: a text in it is ASCII for the most part. */
export function isLikelyLatin(text: string): boolean {
  return isMostlyPrintable(text) && (text.match(FOREIGN)?.length ?? 0) <= text.length * 0.4;
}
