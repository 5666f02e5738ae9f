import { latin1, u32be } from "#picture/containers/bytes.ts";
import type { TagsRead } from "./tags-read.ts";

/**
 * What an ICC profile says of one display: Apple's `mmod`, maker, model and serial number (ExifTool's MakeAndModel). The
 * rest of a profile says how colours are shown, or names what made it.
 */
export function iccTags(profile: Uint8Array): TagsRead {
  if (latin1(profile, 36, 4) !== "acsp") return { tags: [], whole: false };
  // ICC.1:2022 §7.3: a count, then a signature, a place and a length each.
  const count = Math.min(100, u32be(profile, 128));
  for (let at = 132; at < 132 + count * 12; at += 12) {
    if (latin1(profile, at, 4) !== "mmod") continue;
    const value = latin1(profile, u32be(profile, at + 4) + 8, 12);
    const digits = Array.from(value, (letter) => letter.charCodeAt(0).toString(16).padStart(2, "0")).join(" ");
    return { tags: [{ group: "ICC_Profile", place: "ICC_Profile", name: "MakeAndModel", value: digits }], whole: true };
  }
  return { tags: [], whole: true };
}
