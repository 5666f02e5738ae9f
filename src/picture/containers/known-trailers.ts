import type { ByteSource } from "./byte-source.ts";
import { latin1 } from "./bytes.ts";
import type { Part } from "./part.ts";

/** Trailers that programs and cameras put behind a file, by how they begin or end (ExifTool, "Trailer" of each module). */
const TRAILERS: readonly { label: string; begins?: string; ends?: string; endsWithin?: number }[] = [
  { label: "Samsung", begins: "QDIOBS" },
  { label: "Samsung", ends: "QDIOBS", endsWithin: 6 },
  { label: "Canon VRD", begins: "CANON OPTIONAL DATA\0" },
  { label: "Canon VRD", ends: "CANON OPTIONAL DATA\0", endsWithin: 64 },
  { label: "AFCP", ends: "AXS!", endsWithin: 12 },
  { label: "AFCP", ends: "AXS*", endsWithin: 12 },
  { label: "FotoStation", ends: "\xa1\xb2\xc3\xd4", endsWithin: 4 },
  { label: "Photo Mechanic", ends: "cbipcbbl", endsWithin: 12 },
  { label: "MIE", begins: "~\x10\x04" },
  { label: "MIE", begins: "~\x18\x04" },
  { label: "Vivo", begins: "vivo{" },
  { label: "Vivo", begins: "streamdata" },
  { label: "Insta360", ends: "8db42d694ccc418790edff439fe026bf", endsWithin: 32 },
  { label: "Google", begins: "MotionPhoto_Data" },
  { label: "OnePlus", ends: "jxrs", endsWithin: 8 },
  { label: "Nikon NX", begins: "NIKON APP" },
];

/** The stretch as a maker's trailer; null where it is none that is known. */
export async function knownTrailer(source: ByteSource, from: number, to: number): Promise<Part | null> {
  const head = latin1(await source.read(from, Math.min(64, to - from)));
  const tail = latin1(await source.read(Math.max(from, to - 64), Math.min(64, to - from)));
  const known = TRAILERS.find(
    ({ begins, ends, endsWithin = 64 }) =>
      (begins !== undefined && head.startsWith(begins)) ||
      (ends !== undefined && tail.slice(-endsWithin).includes(ends)),
  );
  if (known === undefined) return null;
  const content = { offset: from, bytes: to - from };
  return { offset: from, bytes: to - from, kind: "maker_data", name: "trailer", label: known.label, content };
}
