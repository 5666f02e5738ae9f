import type { Metadata } from "#picture/metadata.ts";
import { firstText } from "./clean-text.ts";
import { exifChoice, exifInteger, exifNumber, exifText, numberOf } from "./exif-values.ts";
import { flashWord, meteringWord, programWord, whiteBalanceWord } from "./exposure-words.ts";
import { lensName, lensRange } from "./lens-names.ts";
import type { PlainText } from "./plain-texts.ts";
import type { RawTags, TagGroups } from "./raw-tags.ts";
import { xmpNumber, xmpText } from "./xmp-values.ts";

/** The camera: Exif first, then XMP's copies and Adobe's own `aux` fields, for the lens the maker note last. */
export function readCamera({ exif, xmp }: TagGroups, text: PlainText, makerLens: string | null): Metadata["camera"] {
  const lens = firstText(
    exifText(exif, "LensModel"),
    xmpText(xmp, "LensModel"),
    xmpText(xmp, "Lens"),
    exifText(exif, "Lens"),
    lensSpecification(exif),
    makerLens,
  );
  return {
    make: exifText(exif, "Make") ?? xmpText(xmp, "Make"),
    model: exifText(exif, "Model") ?? xmpText(xmp, "Model"),
    serialNumber: firstText(
      exifText(exif, "BodySerialNumber"),
      exifText(exif, "CameraSerialNumber"),
      exifText(exif, "SerialNumber"),
      xmpText(xmp, "BodySerialNumber"),
      xmpText(xmp, "SerialNumber"),
    ),
    lensMake: exifText(exif, "LensMake") ?? xmpText(xmp, "LensMake"),
    lens: lens === null ? null : lensName(lens),
    lensSerialNumber: exifText(exif, "LensSerialNumber") ?? xmpText(xmp, "LensSerialNumber"),
    software: firstText(
      exifText(exif, "Software"),
      xmpText(xmp, "Software"),
      xmpText(xmp, "CreatorTool"),
      text.software,
    ),
    ownerName: firstText(
      exifText(exif, "CameraOwnerName"),
      exifText(exif, "OwnerName"),
      xmpText(xmp, "CameraOwnerName"),
      xmpText(xmp, "OwnerName"),
    ),
  };
}

/** Units as in `Metadata`: s, mm, EV. */
export function readExposure({ exif, xmp }: TagGroups): Metadata["exposure"] {
  const number = (name: string): number | null => exifNumber(exif, name) ?? xmpNumber(xmp, name);
  const choice = (name: string): number | null => exifChoice(exif, name) ?? xmpNumber(xmp, name);
  return {
    exposureTime: number("ExposureTime"),
    fNumber: number("FNumber"),
    iso: readIso(exif) ?? xmpNumber(xmp, "PhotographicSensitivity") ?? xmpNumber(xmp, "ISOSpeedRatings"),
    focalLength: number("FocalLength"),
    focalLength35mm: positive(exifInteger(exif, "FocalLengthIn35mmFilm") ?? xmpNumber(xmp, "FocalLengthIn35mmFilm")),
    exposureBias: number("ExposureBiasValue"),
    program: programWord(choice("ExposureProgram")),
    metering: meteringWord(choice("MeteringMode")),
    flash: flashWord(exifChoice(exif, "Flash")),
    whiteBalance: whiteBalanceWord(choice("WhiteBalance")),
  };
}

/** 16 bits end at 65 535, which then means "see the other tags" (Exif 3.0 §4.6.6, PhotographicSensitivity). */
function readIso(exif: RawTags): number | null {
  const short = exifInteger(exif, "ISOSpeedRatings");
  if (short !== null && short < 65_535) return short;
  const long =
    exifInteger(exif, "RecommendedExposureIndex") ??
    exifInteger(exif, "ISOSpeed") ??
    exifInteger(exif, "StandardOutputSensitivity");
  return long ?? short;
}

/** 0 stands for unknown. */
function positive(value: number | null): number | null {
  return value !== null && value > 0 ? value : null;
}

/** From the four numbers of LensSpecification; 0/0 stands for unknown. */
function lensSpecification(exif: RawTags): string | null {
  const value = exif.get("LensSpecification")?.value;
  return Array.isArray(value) && value.length === 4 ? lensRange(value.map((part) => numberOf(part))) : null;
}
