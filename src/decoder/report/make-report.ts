import { readCredentials } from "#decoder/credentials/read-credentials.ts";
import type { ExifToolTags } from "#decoder/exiftool/find-tags.ts";
import { formatOf } from "#picture/formats.ts";
import type { Disclosed, StoredReport } from "#picture/report/report.ts";
import { credentialsTold } from "./credentials-told.ts";
import { hiddenShare, type PixelSource } from "./hidden-share.ts";
import { reportOf } from "./report-of.ts";

/** All that is known of a file: its parts and tags, its pixels under transparency, and who vouches for it. */
export async function makeReport(bytes: Uint8Array, found: ExifToolTags, pixels: PixelSource): Promise<StoredReport> {
  const hidden = await hiddenShare(pixels);
  const credentials = await readCredentials(bytes, formatOf(pixels.format)?.mediaType ?? "");
  const report = await reportOf(bytes, { found, more: [...hiddenTold(hidden), ...credentialsTold(credentials)] });
  if (hidden === null) report.unknown.notRead.push("what lies under full transparency");
  if (credentials.state === "unreadable") report.unknown.notRead.push("Content Credentials");
  return report;
}

function hiddenTold(share: number | null): Disclosed[] {
  if (!share) return [];
  return [{ code: "hidden_pixels", value: `${(share * 100).toFixed(1)} %`, source: "pixels", remove: [] }];
}
