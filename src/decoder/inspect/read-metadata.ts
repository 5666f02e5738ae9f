import { type WalkedFile, walkedFile } from "#decoder/report/walked-file.ts";
import { fitRecord } from "#picture/fit-record.ts";
import type { Metadata, Warning } from "#picture/metadata.ts";
import { readCamera, readExposure } from "./camera-fields.ts";
import { readDates } from "./date-fields.ts";
import { readDescription, readSublocation } from "./description-fields.ts";
import { embeddedInXmp } from "./embedded-jpeg.ts";
import { exifChoice } from "./exif-values.ts";
import { readIptc } from "./iptc.ts";
import { readLocation } from "./location-fields.ts";
import { makerLens } from "./maker-lens.ts";
import { metadataBlocks } from "./metadata-blocks.ts";
import { photoshopLog } from "./photoshop-log.ts";
import { readRawTags } from "./raw-tags.ts";
import { rawExif, rawIcc, rawXmp } from "./raw-values.ts";
import { syncSourceOf } from "./sync-source.ts";
import { compactTiff } from "./tiff-compact.ts";
import { warningsOf } from "./warnings.ts";

export interface ReadMetadata {
  metadata: Metadata;
  warnings: Warning[];
  /**
   * 1 to 8 (Exif 3.0 §4.6.5, Orientation) as the file says; 1 where it says nothing or nonsense. In AVIF the
   * container's own rotation counts, which the decoder applies: this one is not to be applied there.
   */
  orientation: number;
  /** the small copy of the picture that the file carries, where it is a JPEG that can be looked at; not turned upright */
  embedded: Buffer | null;
}

/**
 * Reads what a file says of itself. Throws only what the file system throws for the path: a file that is broken or
 * hostile has fields that are null, never an error. 1 MB of XMP is parsed and 4 MB of any other block; where that was
 * not all, the warning `metadata_cut` and `raw.truncated` say so.
 */
export async function readMetadata(path: string): Promise<ReadMetadata> {
  return metadataOf(await walkedFile(path));
}

/** The same of a file that was walked. Throws nothing. */
export async function metadataOf(file: WalkedFile): Promise<ReadMetadata> {
  const blocks = await metadataBlocks(file);
  const exif = blocks.exif
    .map((block) => attempt(() => compactTiff(syncSourceOf(block))))
    .filter((one) => one !== null);
  const [main] = blocks.exif;
  const lens = main === undefined ? null : attempt(() => makerLens(syncSourceOf(main)));
  const tags = readRawTags(
    exif.map(({ tiff }) => tiff),
    blocks.xmp,
    blocks.icc,
  );
  const cut = blocks.cut || exif.some((one) => one.cut);
  const mark = { cut };
  const iptc = readIptc(blocks.iptc, mark);
  const log = photoshopLog(blocks.xmp);
  const raw = {
    ...rawExif(tags.exif, mark),
    iptc,
    xmp: { ...rawXmp(tags.xmp, mark), ...(log !== null && { PhotoshopHistory: log }) },
    icc: rawIcc(tags.icc, mark),
  };
  const metadata = fitRecord(
    {
      camera: readCamera(tags, blocks.text, lens),
      exposure: readExposure(tags),
      dates: readDates(tags, iptc),
      location: readLocation(tags, blocks.exifTexts),
      description: readDescription(tags, iptc, blocks),
      raw,
    },
    mark.cut,
  );
  const thumbnail = exif.some((one) => one.thumbnail) || blocks.thumbnail || tags.xmp.has("Thumbnails");
  const warnings = warningsOf({ metadata, sublocation: readSublocation(tags, iptc), thumbnail, cut });
  const orientation = exifChoice(tags.exif, "Orientation") ?? 1;
  return {
    metadata,
    warnings,
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    embedded: exif.find((one) => one.embedded)?.embedded ?? blocks.embedded ?? embeddedInXmp(tags.xmp),
  };
}

/** A reader that fails on a broken file costs what it would have read. */
function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
