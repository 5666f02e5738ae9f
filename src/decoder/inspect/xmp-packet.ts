import { decodeText, decodeUtf16 } from "./byte-text.ts";

/**
 * An XMP packet as the reader wants it: UTF-8 without byte order mark (XMP Specification part 1 §7.1 allows UTF-16),
 * the old root name made the new one, what
 * stands around the root left out. `null` for a packet with a document type: the standard has none, and entities
 * are how an XML text grows.
 */
export function readablePacket(packet: Buffer): Buffer | null {
  const wide = packet.length > 3 && (packet[0] === 0 || packet[1] === 0 || packet[0] === 0xfe || packet[0] === 0xff);
  const text = (wide ? decodeUtf16(packet) : decodeText(packet))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has none of these
    .replace(/^\ufeff|[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
    .replaceAll("x:xapmeta", "x:xmpmeta");
  if (/<!(doctype|entity)/i.test(text)) return null;
  const document = between(text, "x:xmpmeta") ?? between(text, "rdf:RDF");
  // The reader looks for packet marks with a pattern whose time grows with the square of their number.
  return document === null ? null : Buffer.from(document.replaceAll("<?xpacket", "<?packet"), "utf8");
}

function between(text: string, element: string): string | null {
  const start = text.indexOf(`<${element}`);
  const end = text.lastIndexOf(`</${element}>`);
  return start < 0 || end < start ? null : text.slice(start, end + element.length + 3);
}
