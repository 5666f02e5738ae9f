import { type TagRule, wholeName } from "./tag-rule.ts";

/** Tags that hold a picture, a film or a sound beside the picture, or say that there is one. */

/** What ExifTool writes for bytes, or base64 as it stands in XMP. */
const BINARY = /^\(Binary data|^[A-Za-z0-9+/\s]{64,}={0,2}\s*$/;

export const EXTRA_RULES: readonly TagRule[] = [
  { code: "layers", name: /^ImageSourceData$/, group: /^EXIF/ },
  { code: "layers", name: /^LayerCount$/, value: /[1-9]/ },
  { code: "audio", name: /^MIDISong$/ },
  { code: "second_image", name: /^OriginalRawFileData$/ },
  {
    code: "layers",
    name: wholeName("TextLayer(?:s|Name|Text)", "Layer(?:Unicode)?Names", "LayersGroupInfo"),
  },
  {
    code: "depth_map",
    name: wholeName("DepthImage", "DepthMapData\\d?", "SingleShotDepthMap(?:Tiff)?", "DepthMap\\w*Image", "Confidence"),
    value: BINARY,
  },
  {
    code: "audio",
    name: wholeName("AudioData", "EmbeddedAudioFile", "SoundFile", "VoiceMemo", "RelatedAudioFile", "AudioFile"),
    value: BINARY,
  },
  {
    code: "video",
    name: wholeName(
      "Embedded(?:Video|VideoFile)",
      "MotionPhotoVideo",
      "SurroundShotVideo",
      "RelatedVideoFile",
      "\\w*VideoData",
    ),
    value: BINARY,
  },
  { code: "video", name: /^(?:MotionPhoto|MicroVideo)$/, value: /^1/ },
  { code: "video", name: /^(?:DirectoryItem|ContainerDirectoryItem)?Semantic$/, value: /MotionPhoto/i },
  { code: "depth_map", name: /^(?:DirectoryItem|ContainerDirectoryItem)?Semantic$/, value: /depth/i },
  { code: "second_image", name: /^(?:DirectoryItem|ContainerDirectoryItem)?Semantic$/, value: /GainMap/i },
  {
    code: "second_image",
    name: wholeName(
      "ImageData|MPImage\\d*|DualCameraImage|EmbeddedImage\\d?|EmbeddedImageFile|RawThermalImage|RightAlbedo|GainMapImage|OtherImage|PaintImage",
      "FullSizeImage|ThermalData|RatioImage|ObjectPreviewData",
    ),
    value: BINARY,
  },
  { code: "trailing_data", name: /^Trailer$/ },
  {
    code: "thumbnail",
    name: wholeName("\\w*Thumbnail(?:Image|TIFF|PNG|BPG|Clip)?", "C2PAThumbnail\\w+", "Thumbnails"),
    value: BINARY,
  },
  {
    code: "preview",
    name: wholeName(
      "\\w*Preview(?:Image\\d?|PNG|TIFF|PDF|WMF|PICT)?",
      "JpgFromRaw\\d?",
      "PageImage",
      "ScreenNail",
      "CoverArt|Picture",
    ),
    value: BINARY,
  },
];

export const PREVIEW_TOPIC: readonly TagRule[] = [
  { code: "preview", topic: "Preview", value: BINARY },
  // what no line knows of what a maker put behind the end
  { code: "trailing_data", group: /^Trailer/ },
];
