import type { ByteSource } from "./byte-source.ts";
import { byte, u16be, u32be } from "./bytes.ts";
import { type IsobmffBox, readBoxes } from "./isobmff-boxes.ts";

const MAX_PROPERTIES = 5000;
const MAX_TABLE = 1_000_000;

/** Of auxiliary pictures the URN of what they are (`auxC`, ISO/IEC 23008-12 §6.5.8), by item id. */
export async function readAssociations(source: ByteSource, iprp: IsobmffBox): Promise<Map<number, string>> {
  const urns = new Map<number, string>();
  const { boxes } = await readBoxes(source, iprp.content);
  const ipco = boxes.find(({ type }) => type === "ipco");
  if (!ipco) return urns;
  const auxiliary = new Map<number, string>();
  const properties = (await readBoxes(source, ipco.content)).boxes.slice(0, MAX_PROPERTIES);
  for (const [index, { type, content }] of properties.entries()) {
    if (type !== "auxC") continue;
    const text = new TextDecoder().decode(await source.read(content.offset + 4, Math.min(content.bytes - 4, 1024)));
    auxiliary.set(index + 1, (text.split("\0")[0] ?? "").slice(0, 200));
  }
  if (auxiliary.size === 0) return urns;
  for (const { type, content } of boxes) {
    if (type !== "ipma") continue;
    const ipma = await source.read(content.offset, Math.min(content.bytes, MAX_TABLE));
    for (const [id, index] of associations(ipma)) {
      const urn = auxiliary.get(index);
      if (urn !== undefined) urns.set(id, urn);
    }
  }
  return urns;
}

/** Item ids with the numbers of their properties, from 1 (`ipma`, ISO/IEC 23008-12 §9.3). */
function* associations(ipma: Uint8Array): Generator<[number, number]> {
  const idBytes = byte(ipma, 0) < 1 ? 2 : 4;
  const long = (byte(ipma, 3) & 1) === 1;
  const count = u32be(ipma, 4);
  let at = 8;
  for (let entry = 0; entry < count && at < ipma.length; entry++) {
    const id = idBytes === 2 ? u16be(ipma, at) : u32be(ipma, at);
    const properties = byte(ipma, at + idBytes);
    at += idBytes + 1;
    for (let index = 0; index < properties && at < ipma.length; index++) {
      yield [id, long ? u16be(ipma, at) & 0x7fff : byte(ipma, at) & 0x7f];
      at += long ? 2 : 1;
    }
  }
}
