import { expect, it } from "vitest";
import { saysUnread } from "./unread.ts";

it.each([
  "[minor] Text/EXIF chunk(s) found after PNG IDAT (may be ignored by some readers) [x2]",
  "IPTCDigest is not current. XMP may be out of sync",
  "thumbnail: [minor] Adjusted MakerNotes base by 12",
  "Doc1/preview: Non-standard EXIF at JPEG-APP1",
])("takes for read: %s", (text) => expect(saysUnread(text)).toBe(false));

it.each([
  "[minor] Unrecognized MakerNotes",
  "thumbnail: [minor] Bad format (1032) for MakerNotes entry 11",
  "File format error",
  "File is empty",
  "Invalid XMP",
  "Truncated PNG image",
  "preview: not opened, there are too many",
  "words that a later ExifTool will have",
])("takes for unread: %s", (text) => expect(saysUnread(text)).toBe(true));
