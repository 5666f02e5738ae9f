import { decodeText, decodeUtf16 } from "./byte-text.ts";

/**
 * An XMP packet as the reader wants it: UTF-8 without byte order mark (XMP Specification part 1 §7.1 allows UTF-16),
 * the old root name made the new one. `null` for a packet with a document type: the standard has none, and entities
 * are how an XML text grows.
 */
export function readablePacket(packet: Buffer): Buffer | null {
  const wide = packet.length > 3 && (packet[0] === 0 || packet[1] === 0 || packet[0] === 0xfe || packet[0] === 0xff);
  const text = (wide ? decodeUtf16(packet) : decodeText(packet))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has none of these
    .replace(/^\ufeff|[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
    .replaceAll("x:xapmeta", "x:xmpmeta")
    .trim();
  if (/<!(doctype|entity)/i.test(text)) return null;
  return Buffer.from(text, "utf8");
}
