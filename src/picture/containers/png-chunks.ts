import type { PartKind } from "./part.ts";

/** What a kind of chunk is, and how long it can be at most where its length is bound, bytes. */
interface ChunkRule {
  kind: PartKind;
  most?: number;
}

const structure = (most?: number): ChunkRule => ({ kind: "structure", ...(most !== undefined && { most }) });
const colour = (most: number): ChunkRule => ({ kind: "colour", most });

/**
 * The chunks of PNG (3rd edition §11), its registered extensions, and those that programs are known to write. Texts,
 * profiles and what else has a head of its own are not here: `png-texts.ts` and `png.ts` read those.
 */
const RULES: ReadonlyMap<string, ChunkRule> = new Map([
  ["IHDR", structure(13)],
  ["IEND", structure(0)],
  ["pHYs", structure(9)],
  ["hIST", structure(512)],
  ["acTL", structure(8)],
  ["fcTL", structure(26)],
  ["oFFs", structure(9)],
  ["sTER", structure(1)],
  ["gIFg", structure(4)],
  ["fRAc", structure(64)],
  ["sCAL", structure(64)],
  ["pCAL", structure(256)],
  // Apple's: where the pixels' halves begin; and of files for its phones.
  ["iDOT", structure(28)],
  ["CgBI", structure(4)],
  // ImageMagick's canvas and orientation.
  ["vpAg", structure(9)],
  ["caNv", structure(16)],
  ["orNT", structure(1)],
  // Android's stretched pictures, and Doom's offsets.
  ["npTc", structure(1024)],
  ["npLb", structure(16)],
  ["npOl", structure(64)],
  ["grAb", structure(8)],
  ["IDAT", { kind: "pixels" }],
  ["fdAT", { kind: "pixels" }],
  ["PLTE", colour(768)],
  ["tRNS", colour(256)],
  ["gAMA", colour(4)],
  ["cHRM", colour(32)],
  ["sRGB", colour(1)],
  ["cICP", colour(4)],
  ["mDCV", colour(24)],
  ["mDCv", colour(24)],
  ["cLLI", colour(8)],
  ["cLLi", colour(8)],
  ["sBIT", colour(4)],
  ["bKGD", colour(6)],
  // A name of up to 79 letters, and colours.
  ["sPLT", { kind: "colour" }],
  ["tIME", { kind: "text", most: 7 }],
  ["caBX", { kind: "credentials" }],
  // A signature over the file (SEAL).
  ["seAl", { kind: "credentials" }],
  ["SEAL", { kind: "credentials" }],
  ["tXMP", { kind: "xmp" }],
  // Fireworks' own document.
  ["mkBF", { kind: "layers" }],
  ["mkBS", { kind: "layers" }],
  ["mkBT", { kind: "layers" }],
  ["mkTS", { kind: "layers" }],
  ["prVW", { kind: "preview" }],
]);

/** What a chunk of such a type and such a length is; `broken` where it is longer than its type can be. */
export function pngChunkKind(type: string, bytes: number): PartKind {
  const rule = RULES.get(type);
  if (rule === undefined) return "unknown";
  return rule.most !== undefined && bytes > rule.most ? "broken" : rule.kind;
}
