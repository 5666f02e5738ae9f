import { describe, expect, it } from "vitest";
import { formatBytes, formatProgress } from "./bytes.ts";

describe("formatBytes", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1000, "1 KB"],
    [8130, "8.1 KB"],
    [312_400, "312 KB"],
    [999_960, "1 MB"],
    [2_400_000, "2.4 MB"],
    [12_649_000, "12.6 MB"],
    [140_000_000, "140 MB"],
    [2_000_000_000, "2 GB"],
  ])("writes %d bytes as %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe("formatProgress", () => {
  it("keeps both numbers in the unit of the whole", () => {
    expect(formatProgress(8_130_000, 12_600_000)).toBe("8.1 of 12.6 MB");
    expect(formatProgress(900, 12_600_000)).toBe("0.0 of 12.6 MB");
    expect(formatProgress(3, 700)).toBe("3 of 700 B");
  });

  it("never says more than the whole", () => expect(formatProgress(13_000_000, 12_600_000)).toBe("12.6 of 12.6 MB"));
});
