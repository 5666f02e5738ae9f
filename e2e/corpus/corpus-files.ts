/** The folder of real pictures, and what its own two lists say of each. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const FOLDER = resolve(process.env.CORPUS_DIR ?? join(import.meta.dirname, "../../../shared/corpus"));
export const isThere = existsSync(join(FOLDER, "manifest.tsv")) && existsSync(join(FOLDER, "truth.json"));
export const reason = `There is no folder of pictures with a manifest.tsv and a truth.json at ${FOLDER}: set CORPUS_DIR.`;

export interface CorpusFile {
  name: string;
  bytes: Buffer;
  /** what uploading it comes to: `ready`, or the code of its failure */
  outcome: string;
  /** px as seen */
  width: number;
  height: number;
  /** 1 to 8 as the file says */
  orientation: number;
  frames: number;
  /** what ExifTool reads, by its own names */
  truth: Record<string, unknown>;
}

/** The manifest's names of the formats that open; ExifTool calls an AVIF sequence an MP4. */
const OPENS = /^(JPEG|PNG|(Extended )?WEBP|GIF|TIFF|AVIF|SVG|HEIC|BMP|ICO|MP4)$/;

/**
 * The manifest's `width x height` are those of the stored pixels. As seen they change places where Exif's
 * orientation is 5 to 8, and in AVIF where the container (ExifTool's `rotation`) makes a quarter turn: Exif's says
 * nothing there.
 */
export function readCorpus(): CorpusFile[] {
  const [header = [], ...rows] = readFileSync(join(FOLDER, "manifest.tsv"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => line.split("\t"));
  const truths: Record<string, Record<string, unknown>> = JSON.parse(readFileSync(join(FOLDER, "truth.json"), "utf8"));
  return rows.map((row) => {
    const column = (title: string) => row[header.indexOf(title)] ?? "";
    const name = column("path");
    const truth = truths[name] ?? {};
    const bytes = readFileSync(join(FOLDER, name));
    const [across = 0, down = 0] = largestIcon(bytes) ?? column("width x height").split("x").map(Number);
    const orientation = Number(column("orientation") || 1);
    const turned = /^(AVIF|HEIC)$/.test(column("format")) ? Number(truth.rotation ?? 0) % 180 === 90 : orientation >= 5;
    return {
      name,
      bytes,
      outcome: OPENS.test(column("format")) ? "ready" : "unsupported_format",
      width: turned ? down : across,
      height: turned ? across : down,
      orientation,
      frames: Number(
        truth.frameCount ?? /(\d+)-page/.exec(column("note"))?.[1] ?? animationFrames(bytes) ?? samples(bytes) ?? 1,
      ),
      truth,
    };
  });
}

/** The chunks named ANMF of a WebP (RFC 9649 §2.7.1.1); null where there are none, and for anything else. */
function animationFrames(bytes: Buffer): number | null {
  if (bytes.toString("latin1", 8, 12) !== "WEBP") return null;
  let count = 0;
  for (let at = 12; at + 8 <= bytes.length; at += 8 + bytes.readUInt32LE(at + 4) + (bytes.readUInt32LE(at + 4) % 2)) {
    if (bytes.toString("latin1", at, at + 4) === "ANMF") count++;
  }
  return count || null;
}

/** The samples of the first track of an AVIF sequence (ISO/IEC 14496-12 §8.7.3, `stsz`); null for anything else. */
function samples(bytes: Buffer): number | null {
  const at = bytes.toString("latin1", 8, 12) === "avis" ? bytes.indexOf("stsz") : -1;
  return at < 0 ? null : bytes.readUInt32BE(at + 12);
}

/** The manifest has the first picture of an icon, we show the largest: its sides as the directory has them; null for anything else. */
function largestIcon(bytes: Buffer): number[] | null {
  if (bytes.readUInt32LE(0) !== 0x0001_0000) return null;
  const entries = Array.from({ length: bytes.readUInt16LE(4) }, (_, index) => 6 + 16 * index);
  const sides = entries.map((at) => [bytes[at] || 256, bytes[at + 1] || 256] as const);
  return [...(sides.sort((a, b) => b[0] * b[1] - a[0] * a[1])[0] ?? [])];
}
