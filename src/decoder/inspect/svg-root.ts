/** Text of the first bytes of a file, by its byte order mark (XML 1.0 appendix F.1); UTF-8 where there is none. */
export function textOfHead(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return head.subarray(2).toString("utf16le");
  if (head[0] === 0xfe && head[1] === 0xff) {
    const even = Buffer.from(head.subarray(2, head.length - (head.length % 2)));
    return even.swap16().toString("utf16le");
  }
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return head.subarray(3).toString("utf8");
  return head.toString("utf8");
}

/**
 * The name of an XML document's root element, without its prefix (`svg`, `html`, `plist`): what stands before it
 * (prolog, comments, doctype with its own subset) is stepped over. `null` where the text is not XML, or where
 * the root lies beyond the text.
 */
export function rootElement(text: string): string | null {
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at, at + 9);
    if (/^\s/.test(rest)) at += 1;
    else if (rest.startsWith("<?")) at = after(text, "?>", at);
    else if (rest.startsWith("<!--")) at = after(text, "-->", at);
    else if (/^<!doctype/i.test(rest)) at = afterDoctype(text, at);
    else return /^<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]/.exec(text.slice(at, at + 300))?.[1]?.toLowerCase() ?? null;
  }
  return null;
}

function after(text: string, end: string, from: number): number {
  const found = text.indexOf(end, from);
  return found < 0 ? text.length : found + end.length;
}

function afterDoctype(text: string, from: number): number {
  const close = text.indexOf(">", from);
  const subset = text.indexOf("[", from);
  if (subset < 0 || close < subset) return close < 0 ? text.length : close + 1;
  const subsetEnd = text.indexOf("]", subset);
  return subsetEnd < 0 ? text.length : after(text, ">", subsetEnd);
}
