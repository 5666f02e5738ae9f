import { latin1, startsWith, u32be } from "#picture/containers/bytes.ts";
import { erase, type Range, without } from "./ranges.ts";

/** Tags that say how numbers become colours, and what a profile must have (ICC.1:2022 §9.2; ICC.2 for D2B and B2D). */
const OF_COLOUR =
  /^(?:desc|cprt|wtpt|bkpt|chad|[rgb]XYZ|[rgbk]TRC|A2B[0-3]|B2A[0-3]|[DB]2[DB][0-3]|gamt|lumi|tech|view|vued|meas|cicp|vcgt|chrm|clrt|clot|ncl2|rig0|rig2|pre[012]|ciis|resp|gbd[0-3]|pseq)$/;
/** `pseq` names the devices of a link and `vued` conditions of viewing: only a link needs the first. */
const OF_LINKS = "pseq";
const MAX_TAGS = 200;

/**
 * The profile with what makes colour alone: serial numbers of displays, private tags, what lies between tags and behind
 * them become zeros. Its length and its places stay, so that it may be written over the old one. Null where it is none.
 */
export function cutIcc(profile: Uint8Array): Uint8Array | null {
  const count = u32be(profile, 128);
  const tableEnd = 132 + 12 * count;
  if (profile.length < 144 || !startsWith(profile, "acsp", 36) || count > MAX_TAGS || tableEnd > profile.length)
    return null;
  const copy = Uint8Array.from(profile);
  const kept: Range[] = [[0, 132]];
  let tags = 0;
  for (let index = 0; index < count; index++) {
    const at = 132 + 12 * index;
    const [start, size] = [u32be(profile, at + 4), u32be(profile, at + 8)];
    const name = latin1(profile, at, 4);
    if (start < tableEnd || start + size > profile.length) continue;
    if (!OF_COLOUR.test(name) || (name === OF_LINKS && !startsWith(profile, "link", 12))) continue;
    copy.copyWithin(132 + 12 * tags++, at, at + 12);
    kept.push([start, start + size]);
  }
  if (tags === 0) return null;
  kept.push([0, 132 + 12 * tags]);
  erase(copy, without([[0, copy.length]], kept, copy.length));
  const view = new DataView(copy.buffer);
  view.setUint32(0, copy.length);
  view.setUint32(128, tags);
  copy.fill(0, 48, 56); // manufacturer and model of the device (§7.2.12, §7.2.13): zero is "not known"
  copy.fill(0, 84, 128); // the profile's id, which is no longer right (§7.2.18), and what is reserved
  return copy;
}
