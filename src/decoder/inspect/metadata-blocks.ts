import type { WalkedFile } from "#decoder/report/walked-file.ts";
import type { Block } from "#picture/containers/blocks.ts";
import type { Part, PartKind } from "#picture/containers/part.ts";
import { embeddedJpeg } from "./embedded-jpeg.ts";
import { exifStream } from "./exif-stream.ts";
import { photoshopResources } from "./photoshop-resources.ts";
import { type PlainText, readPlainTexts } from "./plain-texts.ts";

/** XMP of a file, all packets together, that is still parsed; bytes. 10 MB would cost 13 s and 3 GB. */
const MAX_XMP = 1_000_000;
/** More blocks of a kind than this are not looked at. */
const MAX_OF_A_KIND = 10;

/** What a file says of its picture, each by its own standard, and not yet read. Of several of a kind the earlier one wins. */
export interface MetadataBlocks {
  /** TIFF streams: Exif 3.0 §4.5 */
  exif: Buffer[];
  xmp: Buffer[];
  /** IPTC IIM datasets, without what they were wrapped in */
  iptc: Buffer[];
  icc: Buffer | null;
  /** MD5 that the last writer who knew both XMP and IPTC left of the IPTC block (MWG 2010 §3.3) */
  iptcDigest: Buffer | null;
  text: PlainText;
  /** Exif's fields as texts of their own, by the standard's names: ImageMagick's way in a PNG */
  exifTexts: ReadonlyMap<string, string>;
  /** a small copy of the picture outside Exif */
  thumbnail: boolean;
  /** that copy, where it is a JPEG */
  embedded: Buffer | null;
  /** true where something was not read: too large, too much of it, or broken */
  cut: boolean;
}

type Found = Pick<Block, "kind" | "bytes">;

/** Kinds that the record is made of. */
const KINDS: ReadonlySet<PartKind> = new Set(["exif", "xmp", "iptc", "photoshop", "text"]);

/** The blocks of the picture itself: what pictures inside it say is not of it. Throws nothing for broken bytes. */
export async function metadataBlocks({ walk, blocks, unread, copies }: WalkedFile): Promise<MetadataBlocks> {
  const own = blocks.filter(({ document }) => document === null);
  const of = (kind: PartKind): Block[] => own.filter((block) => block.kind === kind);
  const resources = await photoshopResources(of("photoshop"));
  const all = (kind: PartKind, found: readonly Found[]): Buffer[] =>
    [...found, ...resources.blocks.filter((block) => block.kind === kind)].map(({ bytes }) => bufferOf(bytes));
  // Kodak's `Meta` is a TIFF stream whose tags are its own.
  const exif = all(
    "exif",
    of("exif").filter(({ label }) => label !== "Meta"),
  );
  const iptc = all("iptc", of("iptc"));
  const xmp = all("xmp", xmpBlocks(of("xmp")));
  const packets = withinLimit(few(xmp));
  const icc = own.find(isProfile);
  const small = [...copies, ...resources.copies].map((bytes) => embeddedJpeg(bufferOf(bytes)));
  return {
    exif: few(exif).map(exifStream),
    xmp: packets.taken,
    iptc: few(iptc),
    icc: icc === undefined ? null : bufferOf(icc.bytes),
    iptcDigest: resources.digest && bufferOf(resources.digest),
    ...readPlainTexts(of("text")),
    thumbnail: copies.length > 0 || resources.thumbnail,
    embedded: small.find((jpeg) => jpeg !== null) ?? null,
    cut:
      walk.gaveUp ||
      packets.cut ||
      [exif, iptc, xmp].some(({ length }) => length > MAX_OF_A_KIND) ||
      unread.some(({ part, document }) => document === null && (KINDS.has(part.kind) || isProfile(part))),
  };
}

const isProfile = ({ kind, label = "" }: Pick<Part, "kind" | "label">): boolean =>
  kind === "colour" && /^(ICC|ICCRGBG1012|Raw profile type ic[cm])$/i.test(label);

/** The same bytes as a Buffer, not copied. */
const bufferOf = ({ buffer, byteOffset, length }: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, length);

/** As many as are looked at, each once: resources of Photoshop stand among a file's blocks too. */
const few = (blocks: readonly Buffer[]): Buffer[] =>
  blocks.slice(0, MAX_OF_A_KIND).filter((block, at) => !blocks.slice(0, at).some((earlier) => earlier.equals(block)));

/**
 * The main packets first. Of extended XMP in a JPEG only what the main packet names by its GUID counts (XMP part 3
 * §1.1.3.1).
 */
function xmpBlocks(blocks: readonly Block[]): Block[] {
  const isExtension = ({ label, parts }: Block) => parts[0]?.name === "APP1" && label !== undefined;
  const main = blocks.filter((block) => !isExtension(block));
  const isNamed = ({ label = "" }: Block) =>
    main.slice(0, MAX_OF_A_KIND).some(({ bytes }) => bufferOf(bytes).includes(label));
  return [
    ...main,
    ...blocks
      .filter((block) => isExtension(block))
      .slice(0, MAX_OF_A_KIND)
      .filter(isNamed),
  ];
}

/** Packets as long as all together stay within the limit; `cut` where one is left out. */
function withinLimit(packets: readonly Buffer[]): { taken: Buffer[]; cut: boolean } {
  let room = MAX_XMP;
  const taken = packets.filter(({ length }) => {
    const fits = length <= room;
    if (fits) room -= length;
    return fits;
  });
  return { taken, cut: taken.length < packets.length };
}
