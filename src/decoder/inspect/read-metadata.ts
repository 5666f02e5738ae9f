import { fitRecord } from "#picture/fit-record.ts";
import type { Format } from "#picture/formats.ts";
import type { Metadata, Warning } from "#picture/metadata.ts";
import { type MetadataBlocks, noMetadataBlocks } from "./blocks.ts";
import { type ByteSource, FileSource, sourceOfBuffer } from "./byte-source.ts";
import { readCamera, readExposure } from "./camera-fields.ts";
import { readDates } from "./date-fields.ts";
import { readDescription, readSublocation } from "./description-fields.ts";
import { embeddedInXmp } from "./embedded-jpeg.ts";
import { exifChoice } from "./exif-values.ts";
import { readIptc } from "./iptc.ts";
import { readLocation } from "./location-fields.ts";
import { makerLens } from "./maker-lens.ts";
import { photoshopLog } from "./photoshop-log.ts";
import { readRawTags } from "./raw-tags.ts";
import { rawExif, rawIcc, rawXmp } from "./raw-values.ts";
import { type DecoderMetadata, readBlocks } from "./read-blocks.ts";
import { type CompactTiff, compactTiff } from "./tiff-compact.ts";
import { warningsOf } from "./warnings.ts";

/** What is read of one file at most, wherever it lies, bytes. */
const MAX_READ = 64_000_000;

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
  /** true where the file stops before its own end mark, as far as its reader can tell */
  endsEarly: boolean;
}

/**
 * Reads what a file says of itself. `sharpMetadata` is what sharp's `metadata()` answered for it: AVIF's blocks come
 * from there. Throws only what the file system throws for the path: a file that is broken or hostile has fields
 * that are null, never an error. At most 64 MB of the file are read and 1 MB of XMP is parsed; where that was not
 * all, the warning `metadata_cut` and `raw.truncated` say so.
 */
export async function readMetadata(
  path: string,
  { format, sharpMetadata }: { format: Format; sharpMetadata: DecoderMetadata },
): Promise<ReadMetadata> {
  const source = new FileSource(path, MAX_READ);
  try {
    const blocks = attempt(() => readBlocks(source, format, sharpMetadata)) ?? noMetadataBlocks();
    const exif = attempt(() => compactExif(source, format, blocks));
    const lens = attempt(() => makerLens(exifSource(source, format, blocks)));
    const cut = blocks.cut || exif?.cut === true || source.reachedLimit;
    const more = blocks.moreExif.map((block) => attempt(() => compactTiff(sourceOfBuffer(block))));
    return { ...record(blocks, [exif, ...more], lens, cut), endsEarly: blocks.endsEarly && !source.reachedLimit };
  } finally {
    source.close();
  }
}

function compactExif(source: ByteSource, format: Format, blocks: MetadataBlocks): CompactTiff | null {
  return compactTiff(exifSource(source, format, blocks));
}

function exifSource(source: ByteSource, format: Format, blocks: MetadataBlocks): ByteSource {
  return format.id === "tiff" ? source : sourceOfBuffer(blocks.exif ?? Buffer.alloc(0));
}

function record(
  blocks: MetadataBlocks,
  exifs: (CompactTiff | null)[],
  lens: string | null,
  cut: boolean,
): Omit<ReadMetadata, "endsEarly"> {
  const exif = exifs.filter((one) => one !== null);
  const tags = readRawTags(
    exif.map(({ tiff }) => tiff),
    blocks.xmp,
    blocks.icc,
  );
  const mark = { cut };
  const iptc = blocks.iptc === null ? {} : readIptc(blocks.iptc, mark);
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
  const thumbnail = exif.some(({ thumbnail }) => thumbnail) || blocks.thumbnail || tags.xmp.has("Thumbnails");
  const warnings = warningsOf({ metadata, sublocation: readSublocation(tags, iptc), thumbnail, cut });
  const orientation = exifChoice(tags.exif, "Orientation") ?? 1;
  return {
    metadata,
    warnings,
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    embedded: exif.find(({ embedded }) => embedded)?.embedded ?? blocks.embedded ?? embeddedInXmp(tags.xmp),
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
