import { rename, rm } from "node:fs/promises";
import { copyReplacing, iccChunk } from "#decoder/decode/png-chunks.ts";
import { cutIcc } from "#decoder/edit/icc.ts";
import { withFileSource } from "#decoder/report/file-source.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { walkFile } from "#picture/containers/walk.ts";
import { overwrite, unfit } from "./overwrite.ts";

/** What of a profile fits into one segment of a JPEG (ICC.1:2022 annex B.4, less its head); bytes. */
const SEGMENT = 65_519;

/**
 * Takes all that makes no colour out of the profile of a result: serial numbers of displays, private tags.
 *
 * @throws AppError `internal` where the profile cannot be cleaned: the result must not be given out
 */
export async function cleanProfile(path: string, format: string): Promise<void> {
  const { icc } = await sharp(path, { failOn: "error" }).metadata();
  if (!icc) return;
  const clean = cutIcc(icc);
  if (!clean) throw unfit("a profile that cannot be cleaned");
  if (icc.equals(clean)) return;
  if (format === "png") return replaceChunk(path, Buffer.from(clean));
  const step = format === "jpeg" ? SEGMENT : icc.length;
  for (let at = 0; at < icc.length; at += step) {
    const [old, other] = [icc.subarray(at, at + step), clean.subarray(at, at + step)];
    if ((await overwrite(path, old, other)).length === 0) throw unfit("a profile that is not found");
  }
}

/** A PNG's profile is packed: its chunk is written anew (PNG 3rd edition §11.3.2.3). */
async function replaceChunk(path: string, profile: Buffer): Promise<void> {
  const { parts } = await withFileSource(path, walkFile);
  const chunk = parts.find(({ name }) => name === "iCCP");
  if (!chunk) throw unfit("a profile that is not found");
  const copy = `${path}.profile`;
  try {
    await copyReplacing(path, copy, chunk, iccChunk(profile));
    await rename(copy, path);
  } finally {
    await rm(copy, { force: true });
  }
}
