import { expect, it } from "vitest";
import { sizeText } from "./size-text.ts";

it.each([
  [0, "0 bytes"],
  [999, "999 bytes"],
  [1000, "1 KB"],
  [312_400, "312 KB"],
  [999_950, "1 MB"],
  [12_640_000, "12.6 MB"],
  [100_000_000, "100 MB"],
  [2_000_000_000, "2 GB"],
])("writes %i as %j", (bytes, text) => expect(sizeText(bytes)).toBe(text));
