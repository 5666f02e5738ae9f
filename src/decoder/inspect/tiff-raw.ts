import type { ClosedKind } from "./signatures.ts";
import type { SyncSource } from "./sync-source.ts";
import { entryText, readDirectory, readTiffHeader } from "./tiff-directory.ts";

const NEW_SUBFILE_TYPE = 0x00fe;
const COMPRESSION = 0x0103;
const PHOTOMETRIC = 0x0106;
const MAKE = 0x010f;
const SUB_IFDS = 0x014a;
const DNG_VERSION = 0xc612;

/** Compressions that only camera makers write: ARW, PackBits-like SRW, NEF, KDC/DCR, PEF. */
const CAMERA_COMPRESSIONS = new Set([32767, 32769, 32770, 32772, 34713, 65000, 65535]);
/** Colour filter array and linear raw (DNG 1.7 §4, PhotometricInterpretation). */
const CAMERA_PHOTOMETRICS = new Set([32803, 34892]);

const MAKERS: readonly (readonly [RegExp, ClosedKind])[] = [
  [/^nikon/i, { what: "a Nikon NEF raw picture", short: "NEF" }],
  [/^sony/i, { what: "a Sony ARW raw picture", short: "ARW" }],
  [/^pentax|^ricoh/i, { what: "a Pentax PEF raw picture", short: "PEF" }],
  [/^samsung/i, { what: "a Samsung SRW raw picture", short: "SRW" }],
  [/^hasselblad/i, { what: "a Hasselblad raw picture", short: "3FR" }],
];
const DNG: ClosedKind = { what: "a DNG raw picture", short: "DNG" };
const OTHER: ClosedKind = { what: "a camera's raw picture", short: "raw pictures" };

/**
 * Whether a TIFF is a camera's raw file: those keep a tiny preview where an ordinary TIFF has its picture, and
 * opening one would show that instead. Returns its names, or null for an ordinary TIFF.
 */
export function rawInsideTiff(source: SyncSource): ClosedKind | null {
  const header = readTiffHeader(source);
  if (header === null) return null;
  const entries = new Map(readDirectory(source, header, header.first).entries.map((entry) => [entry.tag, entry]));
  if (entries.has(DNG_VERSION)) return DNG;
  const make = entryText(source, entries.get(MAKE));
  const name = MAKERS.find(([pattern]) => pattern.test(make))?.[1] ?? OTHER;
  if (CAMERA_COMPRESSIONS.has(entries.get(COMPRESSION)?.number ?? 0)) return name;
  if (CAMERA_PHOTOMETRICS.has(entries.get(PHOTOMETRIC)?.number ?? 0)) return name;
  const preview = ((entries.get(NEW_SUBFILE_TYPE)?.number ?? 0) & 1) === 1;
  return preview && entries.has(SUB_IFDS) && make !== "" ? name : null;
}
