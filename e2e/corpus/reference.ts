/** The bytes by which a result is judged: the original's own, or those of a lossless copy where sharp reads none of it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeMaster } from "#decoder/decode/decoders.ts";
import { formatOf } from "#picture/formats.ts";

/** @param format a key of the format table */
export async function referenceBytes(bytes: Buffer, format: string): Promise<Buffer> {
  const master = formatOf(format)?.master;
  if (!master) return bytes;
  const folder = mkdtempSync(join(tmpdir(), "proofsheet-reference-"));
  try {
    writeFileSync(join(folder, "original"), bytes);
    await decodeMaster(format, join(folder, "original"), join(folder, "master"), 268_000_000);
    return readFileSync(join(folder, "master"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
