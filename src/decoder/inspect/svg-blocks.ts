import { addXmp, MAX_XMP, type MetadataBlocks, noMetadataBlocks } from "./blocks.ts";
import type { ByteSource } from "./byte-source.ts";
import { textOfHead } from "./svg-root.ts";

/** The metadata of an SVG (SVG 2 §5.7 and §5.8): RDF in its text, and its first title and description. */
export function svgBlocks(source: ByteSource): MetadataBlocks {
  const blocks = noMetadataBlocks();
  const head = source.read(0, MAX_XMP);
  blocks.cut = head.length === MAX_XMP;
  const text = textOfHead(head);
  const start = text.indexOf("<rdf:RDF");
  const end = start < 0 ? -1 : text.indexOf("</rdf:RDF>", start);
  if (end > 0) addXmp(blocks, Buffer.from(text.slice(start, end + "</rdf:RDF>".length)));
  const title = elementText(text, "title");
  const description = elementText(text, "desc");
  if (title !== null) blocks.text.title = title;
  if (description !== null) blocks.text.description = description;
  return blocks;
}

function elementText(svg: string, name: string): string | null {
  const start = svg.search(new RegExp(`<${name}[\\s>]`));
  const open = start < 0 ? -1 : svg.indexOf(">", start);
  const close = open < 0 ? -1 : svg.indexOf(`</${name}>`, open);
  if (close < 0 || svg[open - 1] === "/") return null;
  return unescapeXml(svg.slice(open + 1, close).slice(0, 20_000));
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi, (whole, name, decimal, hex) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : "";
  });
}
