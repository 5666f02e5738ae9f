import { unescaped } from "#picture/xml-text.ts";
import { cleanText } from "./clean-text.ts";
import { readablePacket } from "./xmp-packet.ts";

const PROPERTY = /<photoshop:History>([^<]*)<|\sphotoshop:History=(?:"([^"]*)"|'([^']*)')/;

/**
 * Photoshop's log of what was done (XMP Specification part 2 §3.2, `photoshop:History`), which names files and folders.
 * exifreader knows a property by its local name alone, and there is another one of this name in `xmpMM`.
 */
export function photoshopLog(packets: readonly Buffer[]): string | null {
  for (const packet of packets) {
    const found = PROPERTY.exec(readablePacket(packet)?.toString("utf8") ?? "");
    const text = cleanText(unescaped(found?.[1] ?? found?.[2] ?? found?.[3] ?? ""));
    if (text !== "") return text;
  }
  return null;
}
