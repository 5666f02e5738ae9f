/** Words for the choices of Exif 3.0 §4.6.6 (tables 10 to 13 and Flash's bits), as ExifTool prints them. */

const PROGRAMS: Readonly<Record<number, string>> = {
  1: "Manual",
  2: "Program AE",
  3: "Aperture-priority AE",
  4: "Shutter speed priority AE",
  5: "Creative (Slow speed)",
  6: "Action (High speed)",
  7: "Portrait",
  8: "Landscape",
  9: "Bulb",
};

const METERINGS: Readonly<Record<number, string>> = {
  1: "Average",
  2: "Center-weighted average",
  3: "Spot",
  4: "Multi-spot",
  5: "Multi-segment",
  6: "Partial",
  255: "Other",
};

const WHITE_BALANCES: Readonly<Record<number, string>> = { 0: "Auto", 1: "Manual" };

export function programWord(choice: number | null): string | null {
  return (choice === null ? null : PROGRAMS[choice]) ?? null;
}

export function meteringWord(choice: number | null): string | null {
  return (choice === null ? null : METERINGS[choice]) ?? null;
}

export function whiteBalanceWord(choice: number | null): string | null {
  return (choice === null ? null : WHITE_BALANCES[choice]) ?? null;
}

/** Flash's bits: 0 fired, 1 and 2 return, 3 and 4 mode, 5 no flash on the camera, 6 red-eye reduction. */
export function flashWord(bits: number | null): string | null {
  if (bits === null || bits < 0 || bits > 0x7f) return null;
  if (bits & 0x20) return "No flash function";
  const mode = (bits >> 3) & 3;
  const fired = (bits & 1) === 1;
  const words = [["", "On", "Off", "Auto"][mode] ?? "", fired ? "Fired" : "Did not fire"].filter((word) => word !== "");
  if (bits & 0x40) words.push("Red-eye reduction");
  const returned = (bits >> 1) & 3;
  if (returned === 2) words.push("Return not detected");
  if (returned === 3) words.push("Return detected");
  return words.join(", ");
}
