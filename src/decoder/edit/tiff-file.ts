import type { Cut } from "#picture/privacy/cut.ts";
import { cutTree } from "./cut-tree.ts";
import { type ExifCut, type ExifOptions, embeddedCut } from "./exif.ts";
import { joinedRanges } from "./ranges.ts";
import { numbersOf, readTree, type TreeDirectory } from "./tiff-tree.ts";

/** Tags that say how a TIFF's pixels lie and what their colours are (TIFF 6.0; Exif 3.0 §4.6.3; DNG 1.7), by ExifTool's names. */
const OF_THE_PICTURE = new Set(
  `SubfileType OldSubfileType ImageWidth ImageHeight BitsPerSample Compression PhotometricInterpretation FillOrder
  StripOffsets StripByteCounts RowsPerStrip SamplesPerPixel PlanarConfiguration TileWidth TileLength TileOffsets
  TileByteCounts Predictor ExtraSamples SampleFormat SMinSampleValue SMaxSampleValue ColorMap TransferFunction
  WhitePoint PrimaryChromaticities YCbCrCoefficients YCbCrSubSampling YCbCrPositioning ReferenceBlackWhite InkSet
  InkNames NumberofInks DotRange JPEGTables JPEGProc JPEGRestartInterval JPEGLosslessPredictors JPEGPointTransforms
  JPEGQTables JPEGDCTables JPEGACTables PreviewImageStart PreviewImageLength ThumbnailOffset ThumbnailLength
  OtherImageStart OtherImageLength T4Options T6Options GrayResponseUnit GrayResponseCurve Thresholding CellWidth
  CellLength MinSampleValue MaxSampleValue XResolution YResolution ResolutionUnit PageNumber Orientation ColorSpace
  Gamma InteropIndex InteropVersion ExifVersion ComponentsConfiguration FlashpixVersion ExifImageWidth ExifImageHeight
  Matteing DataType ImageDepth TileDepth Decode DefaultImageColor Indexed StoNits CFARepeatPatternDim CFAPattern2
  DNGVersion DNGBackwardVersion CFAPlaneColor CFALayout LinearizationTable BlackLevelRepeatDim BlackLevel
  BlackLevelDeltaH BlackLevelDeltaV WhiteLevel DefaultScale DefaultCropOrigin DefaultCropSize ColorMatrix1 ColorMatrix2
  CameraCalibration1 CameraCalibration2 AnalogBalance AsShotNeutral AsShotWhiteXY BaselineExposure
  CalibrationIlluminant1 CalibrationIlluminant2 ActiveArea ForwardMatrix1 ForwardMatrix2 OpcodeList1 OpcodeList2
  OpcodeList3`.split(/\s+/),
);
/** Tags that are pixels' own, however they are named: no rule about words or previews has a say. */
const PIXELS =
  /^(?:Strip|Tile|PreviewImage|Thumbnail|OtherImage|JPEG|ImageWidth|ImageHeight|BitsPerSample|Compression)/;
const SUBFILE_TYPE = 0x00fe;

/**
 * Takes tags out of a TIFF file in their places, BigTIFF too; its pixels are not touched. Where extras go, pictures of
 * reduced resolution go with their pixels, and what no directory refers to becomes zeros; what lies behind the last
 * thing that is referred to is then cut off, and so it is where it holds coordinates. Null where it cannot be read.
 */
export function cutTiffFile(file: Uint8Array, cut: Cut, options: ExifOptions = { makerNote: "keep" }): ExifCut | null {
  const tree = readTree(Uint8Array.from(file));
  if (tree?.base !== 0) return null;
  const inner = options.inner ?? (() => false);
  const reduced = (directory: TreeDirectory): boolean => {
    const type = directory.entries.find(({ tag }) => tag === SUBFILE_TYPE);
    return directory !== tree.chain[0] && type !== undefined && ((numbersOf(tree, type)[0] ?? 0) & 1) === 1;
  };
  const done = cutTree(tree, cut, {
    shows: (name) => (cut.everything ? OF_THE_PICTURE.has(name) : PIXELS.test(name)),
    makerNote: options.makerNote,
    inner,
    embedded: embeddedCut(cut, inner),
    dropped: (directory) => reduced(directory) && (cut.extras || cut.everything),
    copyName: (directory) => (reduced(directory) ? "PreviewImage" : null),
  });
  if (!done) return null;
  const end = joinedRanges(done.kept, file.length).at(-1)?.[1] ?? file.length;
  const tail = tree.bytes.subarray(end);
  const cutOff = tail.every((value) => value === 0) && file.subarray(end).some((value) => value !== 0);
  const bytes = cutOff ? tree.bytes.subarray(0, end) : tree.bytes;
  return { bytes: done.changed ? bytes : file, removed: done.removed, changed: done.changed, empty: false, end };
}
