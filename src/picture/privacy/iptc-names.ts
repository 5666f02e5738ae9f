/** Datasets of IPTC by record and number, with ExifTool's names (IPTC IIM 4.2 chapters 5 to 8, and what programs added). */
const DATASETS = `
  1: 0 EnvelopeRecordVersion 5 Destination 20 FileFormat 22 FileVersion 30 ServiceIdentifier 40 EnvelopeNumber 50
    ProductID 60 EnvelopePriority 70 DateSent 80 TimeSent 90 CodedCharacterSet 100 UniqueObjectName 120 ARMIdentifier
    122 ARMVersion
  2: 0 ApplicationRecordVersion 3 ObjectTypeReference 4 ObjectAttributeReference 5 ObjectName 7 EditStatus 8
    EditorialUpdate 10 Urgency 12 SubjectReference 15 Category 20 SupplementalCategories 22 FixtureIdentifier 25
    Keywords 26 ContentLocationCode 27 ContentLocationName 30 ReleaseDate 35 ReleaseTime 37 ExpirationDate 38
    ExpirationTime 40 SpecialInstructions 42 ActionAdvised 45 ReferenceService 47 ReferenceDate 50 ReferenceNumber 55
    DateCreated 60 TimeCreated 62 DigitalCreationDate 63 DigitalCreationTime 65 OriginatingProgram 70 ProgramVersion
    75 ObjectCycle 80 By-line 85 By-lineTitle 90 City 92 Sub-location 95 Province-State 100
    Country-PrimaryLocationCode 101 Country-PrimaryLocationName 103 OriginalTransmissionReference 105 Headline 110
    Credit 115 Source 116 CopyrightNotice 118 Contact 120 Caption-Abstract 121 LocalCaption 122 Writer-Editor 125
    RasterizedCaption 130 ImageType 131 ImageOrientation 135 LanguageIdentifier 150 AudioType 151 AudioSamplingRate
    152 AudioSamplingResolution 153 AudioDuration 154 AudioOutcue 184 JobID 185 MasterDocumentID 186 ShortDocumentID
    187 UniqueDocumentID 188 OwnerID 200 ObjectPreviewFileFormat 201 ObjectPreviewFileVersion 202 ObjectPreviewData
    221 Prefs 225 ClassifyState 228 SimilarityIndex 230 DocumentNotes 231 DocumentHistory 232 ExifCameraInfo 255
    CatalogSets
  3: 0 NewsPhotoVersion 10 IPTCPictureNumber 20 IPTCImageWidth 30 IPTCImageHeight 40 IPTCPixelWidth 50 IPTCPixelHeight
    55 SupplementalType 60 ColorRepresentation 64 InterchangeColorSpace 65 ColorSequence 66 ICC_Profile 70
    ColorCalibrationMatrix 80 LookupTable 84 NumIndexEntries 85 ColorPalette 86 IPTCBitsPerSample 90 SampleStructure
    100 ScanningDirection 102 IPTCImageRotation 110 DataCompressionMethod 120 QuantizationMethod 125 EndPoints 130
    ExcursionTolerance 135 BitsPerComponent 140 MaximumDensityRange 145 GammaCompensatedValue
  7: 10 SizeMode 20 MaxSubfileSize 90 ObjectSizeAnnounced 95 MaximumObjectSize
  8: 10 SubFile
  9: 10 ConfirmedObjectSize
`;

const NAMES = parseDatasets();

function parseDatasets(): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  let record = 0;
  const words = DATASETS.trim().split(/\s+/);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word.endsWith(":")) record = Number.parseInt(word, 10);
    else names.set(record * 256 + Number(word), words[++at] ?? "");
  }
  return names;
}

/** ExifTool's name of a dataset; `Record_Number` of one that is not known. */
export function iptcName(record: number, number: number): string {
  return NAMES.get(record * 256 + number) ?? `${record}_${number}`;
}
