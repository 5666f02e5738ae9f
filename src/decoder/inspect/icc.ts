/**
 * What has to be known of an ICC profile (ICC.1:2022): its name, its colour space, and how it bends light. Pictures
 * bring any bytes as a profile, so every offset is checked; what cannot be read is null.
 */
export interface IccProfile {
  /** `desc`, for people */
  description: string | null;
  /** the data colour space of the header, trimmed: `RGB`, `GRAY`, `CMYK`, `Lab` … */
  space: string;
  /** the same colours as sRGB (IEC 61966-2-1) to within rounding: the profile may be left out */
  srgb: boolean;
  /** light is stored (nearly) linearly: eight bits a sample are too few */
  linear: boolean;
}

type Point = readonly [number, number, number];
/** sRGB's colorants adapted to D50, as every v2 and v4 sRGB profile has them. */
const SRGB: Record<string, Point> = {
  rXYZ: [0.4361, 0.2225, 0.0139],
  gXYZ: [0.3851, 0.7169, 0.0971],
  bXYZ: [0.1431, 0.0606, 0.7139],
};

/** Reads a profile; null where it is none. */
export function readIcc(icc: Buffer | null | undefined): IccProfile | null {
  if (!icc || icc.length < 132 || icc.toString("latin1", 36, 40) !== "acsp") return null;
  const tags = new Map<string, Buffer>();
  const count = Math.min(icc.readUInt32BE(128), 100, Math.floor((icc.length - 132) / 12));
  for (let index = 0; index < count; index++) {
    const at = 132 + index * 12;
    const start = icc.readUInt32BE(at + 4);
    tags.set(icc.toString("latin1", at, at + 4), icc.subarray(start, start + icc.readUInt32BE(at + 8)));
  }
  const curves = ["rTRC", "gTRC", "bTRC"].map((name) => readCurve(tags.get(name)));
  const colorants = Object.entries(SRGB).every(([name, wanted]) => near(readPoint(tags.get(name)), wanted));
  const curve = curves[1] ?? readCurve(tags.get("kTRC"));
  return {
    description: readDescription(tags.get("desc")),
    space: icc.toString("latin1", 16, 20).trim(),
    srgb: colorants && !tags.has("A2B0") && curves.every((one) => one !== null && isSrgbCurve(one)),
    linear: curve !== null && curve(0.5) > 0.35,
  };
}

function near(point: Point | null, wanted: Point): boolean {
  return point?.every((value, axis) => Math.abs(value - (wanted[axis] ?? 0)) < 0.002) ?? false;
}

function isSrgbCurve(curve: (x: number) => number): boolean {
  return [0.02, 0.1, 0.25, 0.5, 0.75, 0.9].every((x) => {
    const light = x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
    return Math.abs(curve(x) - light) < 0.002;
  });
}

function readPoint(tag: Buffer | undefined): Point | null {
  if (!tag || tag.length < 20) return null;
  return [8, 12, 16].map((at) => tag.readInt32BE(at) / 65_536) as unknown as Point;
}

/** A tone curve as a function on `[0,1]`: curveType (§10.6) or parametricCurveType (§10.18). */
function readCurve(tag: Buffer | undefined): ((x: number) => number) | null {
  if (!tag || tag.length < 12) return null;
  const type = tag.toString("latin1", 0, 4);
  if (type === "curv") {
    const count = tag.readUInt32BE(8);
    if (count === 0) return (x) => x;
    if (tag.length < 12 + count * 2) return null;
    if (count === 1) return (x) => x ** (tag.readUInt16BE(12) / 256);
    return (x) => {
      const at = x * (count - 1);
      const low = Math.min(count - 2, Math.floor(at));
      const [a, b] = [tag.readUInt16BE(12 + low * 2), tag.readUInt16BE(14 + low * 2)];
      return (a + (b - a) * (at - low)) / 65_535;
    };
  }
  if (type !== "para") return null;
  const kind = tag.readUInt16BE(8);
  const length = [1, 3, 4, 5, 7][kind];
  if (length === undefined || tag.length < 12 + length * 4) return null;
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from(
    { length },
    (_, index) => tag.readInt32BE(12 + index * 4) / 65_536,
  );
  if (kind === 0) return (x) => x ** g;
  if (kind === 1) return (x) => (x >= -b / a ? (a * x + b) ** g : 0);
  if (kind === 2) return (x) => (x >= -b / a ? (a * x + b) ** g + c : c);
  return (x) => (x >= d ? (a * x + b) ** g + e : c * x + f);
}

/** textDescriptionType (v2) or multiLocalizedUnicodeType (v4, its first language). */
function readDescription(tag: Buffer | undefined): string | null {
  if (!tag || tag.length < 16) return null;
  const type = tag.toString("latin1", 0, 4);
  if (type === "desc") return clean(tag.toString("latin1", 12, 12 + tag.readUInt32BE(8)));
  if (type !== "mluc" || tag.length < 28) return null;
  const [length, start] = [tag.readUInt32BE(20), tag.readUInt32BE(24)];
  const text = Buffer.from(tag.subarray(start, start + length));
  return clean((text.length % 2 === 0 ? text : text.subarray(0, -1)).swap16().toString("utf16le"));
}

/** Without the NULs that names end with. */
function clean(text: string): string | null {
  return (
    text
      .replace(/\p{Cc}/gu, "")
      .trim()
      .slice(0, 120) || null
  );
}
