import { fileTypeFromBuffer } from "file-type";
import { rootElement, textOfHead } from "./svg-root.ts";

/** What people call the kinds of files that they send by mistake; the rest goes by its extension. */
const NAMES: readonly (readonly [mime: RegExp, name: string])[] = [
  [/^video\/|^application\/mp4$|mxf$/, "a video"],
  [/^audio\//, "a sound recording"],
  [/^font\//, "a font"],
  [/^application\/zip$/, "a ZIP archive"],
  [/^application\/gzip$/, "a gzip archive"],
  [/^application\/x-7z-compressed$/, "a 7-Zip archive"],
  [/^application\/x-rar-compressed$/, "a RAR archive"],
  [/^application\/x-tar$/, "a TAR archive"],
  [/wordprocessingml|opendocument\.text/, "a text document"],
  [/spreadsheetml|opendocument\.spreadsheet/, "a spreadsheet"],
  [/presentationml|opendocument\.presentation/, "a presentation"],
  [/^application\/epub\+zip$/, "an e-book"],
  [/^application\/(x-)?(msdownload|elf|mach-binary)/, "a program"],
  [/sqlite3$/, "a database"],
];

/** The sentence for a file that is no picture, from its first bytes; it repeats nothing of what is in there. */
export async function notAPicture(head: Buffer): Promise<string> {
  const type = await fileTypeFromBuffer(head).catch(() => undefined);
  if (type !== undefined && !/xml$/.test(type.mime)) {
    if (type.mime.startsWith("image/")) return "This file is a picture of a kind that Proofsheet does not know.";
    const name = NAMES.find(([mime]) => mime.test(type.mime))?.[1] ?? `a file of type ${type.ext.toUpperCase()}`;
    return `This file is ${name}, not a picture.`;
  }
  const text = textOfHead(head);
  const root = rootElement(text);
  if (root === "html") return "This file is a web page, not a picture.";
  if (root !== null) return "This file is an XML document, not a picture.";
  if (isText(text)) return "This file is a text, not a picture.";
  return "This file is not a picture that Proofsheet knows.";
}

/** Text: no control characters but space and line ends, and valid in its encoding but for a cut last character. */
function isText(text: string): boolean {
  const body = text.slice(0, -2);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells bytes from text
  return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/.test(text.length > 1000 ? body : text);
}
