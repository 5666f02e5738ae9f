/**
 * Photoshop's image resources by number in hexadecimal digits, with ExifTool's names (Adobe Photoshop File Formats
 * Specification, "Image Resource IDs").
 */
const RESOURCES = `
  03e8 Photoshop2Info 03e9 MacintoshPrintInfo 03ea XMLData 03eb Photoshop2ColorTable 03ed ResolutionInfo 03ee
  AlphaChannelsNames 03ef DisplayInfo 03f0 PStringCaption 03f1 BorderInformation 03f2 BackgroundColor 03f3 PrintFlags
  03f4 BW_HalftoningInfo 03f5 ColorHalftoningInfo 03f6 DuotoneHalftoningInfo 03f7 BW_TransferFunc 03f8
  ColorTransferFuncs 03f9 DuotoneTransferFuncs 03fa DuotoneImageInfo 03fb EffectiveBW 03fc ObsoletePhotoshopTag1 03fd
  EPSOptions 03fe QuickMaskInfo 03ff ObsoletePhotoshopTag2 0400 TargetLayerID 0401 WorkingPath 0402 LayersGroupInfo
  0403 ObsoletePhotoshopTag3 0404 IPTCData 0405 RawImageMode 0406 JPEG_Quality 0408 GridGuidesInfo 0409
  PhotoshopBGRThumbnail 040a CopyrightFlag 040b URL 040c PhotoshopThumbnail 040d GlobalAngle 040e
  ColorSamplersResource 040f ICC_Profile 0410 Watermark 0411 ICC_Untagged 0412 EffectsVisible 0413 SpotHalftone 0414
  IDsBaseValue 0415 UnicodeAlphaNames 0416 IndexedColorTableCount 0417 TransparentIndex 0419 GlobalAltitude 041a
  SliceInfo 041b WorkflowURL 041c JumpToXPEP 041d AlphaIdentifiers 041e URL_List 0421 VersionInfo 0422 EXIFInfo 0423
  ExifInfo2 0424 XMP 0425 IPTCDigest 0426 PrintScaleInfo 0428 PixelInfo 0429 LayerComps 042a AlternateDuotoneColors
  042b AlternateSpotColors 042d LayerSelectionIDs 042e HDRToningInfo 042f PrintInfo 0430 LayerGroupsEnabledID 0431
  ColorSamplersResource2 0432 MeasurementScale 0433 TimelineInfo 0434 SheetDisclosure 0435 DisplayInfo 0436 OnionSkins
  0438 CountInfo 043a PrintInfo2 043b PrintStyle 043c MacintoshNSPrintInfo 043d WindowsDEVMODE 043e AutoSaveFilePath
  043f AutoSaveFormat 0440 PathSelectionState 0bb7 ClippingPathName 0bb8 OriginPathInfo 1b58 ImageReadyVariables 1b59
  ImageReadyDataSets 1f40 LightroomWorkflow 2710 PrintFlagsInfo
`;

const NAMES: ReadonlyMap<number, string> = new Map(
  [...RESOURCES.matchAll(/([\da-f]{4}) (\S+)/g)].map(([, number = "", name = ""]) => [
    Number.parseInt(number, 16),
    name,
  ]),
);

/** ExifTool's name of a resource; `Photoshop_0xNNNN` of one that is not known. */
export function resourceName(number: number): string {
  const path = number >= 0x07d0 && number <= 0x0bb6;
  return NAMES.get(number) ?? (path ? "PathInfo" : `Photoshop_0x${number.toString(16).padStart(4, "0")}`);
}
