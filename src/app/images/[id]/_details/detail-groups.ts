import { formatBytes } from "#format/bytes.ts";
import {
  formatAperture,
  formatExposureBias,
  formatExposureTime,
  formatFocalLength,
  formatIso,
} from "#format/exposure.ts";
import { formatMegapixels, formatSize } from "#format/pixels.ts";
import { formatFileDate } from "#format/time.ts";
import { detailMessages as words } from "#messages/details.ts";
import { formatOf } from "#picture/formats.ts";
import type { FileDate, Metadata } from "#picture/metadata.ts";
import { openedFrames } from "#picture/opened-frames.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import type { Detail } from "./detail-list.tsx";

/** libvips' names of colour spaces, as people say them. */
const COLOUR_SPACES: Record<string, string> = {
  srgb: "RGB",
  rgb: "RGB",
  rgb16: "RGB",
  "b-w": "grey",
  grey: "grey",
  grey16: "grey",
  cmyk: "CMYK",
  lab: "Lab",
};

const text = (name: string, value: string | null): Detail => ({ name, value });
const measured = (name: string, value: string | null): Detail => ({ name, value, measured: true });
const when = <T>(value: T | null, write: (value: T) => string | null): string | null =>
  value === null ? null : write(value);

/** How many frames or pages, and where not all of them are opened, that; null for a still. */
function framesTold({ format, frames }: ImageView): string | null {
  if (frames === null || frames < 2) return null;
  return openedFrames({ format: format ?? "", frames }) < frames ? words.framesUnopened(frames) : `${frames}`;
}

export function fileDetails(image: ImageView): Detail[] {
  const { width, height } = image;
  const both = width !== null && height !== null;
  return [
    text(words.format, formatOf(image.format)?.name ?? image.format),
    measured(words.size, both ? `${formatSize(width, height)}, ${formatMegapixels(width, height)}` : null),
    measured(
      words.bytes,
      `${formatBytes(image.bytes)} (${image.bytes.toLocaleString("en").replaceAll(",", "\u202f")})`,
    ),
    measured(image.format === "tiff" ? words.pages : words.frames, framesTold(image)),
    text(
      words.alpha,
      when(image.hasAlpha, (has) => (has ? words.yes : words.no)),
    ),
    text(words.depth, when(image.bitDepth, words.bits)),
    text(
      words.colour,
      when(image.colourSpace, (space) => COLOUR_SPACES[space] ?? space),
    ),
    text(words.profile, image.iccProfile),
    text(
      words.turned,
      when(image.orientation, (turn) => (turn === 1 ? null : words.turnedAs(turn))),
    ),
  ];
}

export function cameraDetails(camera: Metadata["camera"]): Detail[] {
  return [
    text(words.model, joined(camera.make, camera.model)),
    measured(words.serial, camera.serialNumber),
    text(words.lens, joined(camera.lensMake, camera.lens)),
    measured(words.lensSerial, camera.lensSerialNumber),
    text(words.software, camera.software),
    text(words.owner, camera.ownerName),
  ];
}

export function exposureDetails(exposure: Metadata["exposure"]): Detail[] {
  return [
    measured(words.time, when(exposure.exposureTime, formatExposureTime)),
    measured(words.aperture, when(exposure.fNumber, formatAperture)),
    measured(words.sensitivity, when(exposure.iso, formatIso)),
    measured(words.focalLength, formatFocalLength(exposure.focalLength, exposure.focalLength35mm)),
    measured(words.bias, when(exposure.exposureBias, formatExposureBias)),
    text(words.program, exposure.program),
    text(words.metering, exposure.metering),
    text(words.flash, exposure.flash),
    text(words.whiteBalance, exposure.whiteBalance),
  ];
}

export function dateDetails(dates: Metadata["dates"]): Detail[] {
  const date = (name: string, value: FileDate | null) => measured(name, when(value, formatFileDate));
  return [date(words.taken, dates.taken), date(words.digitized, dates.digitized), date(words.modified, dates.modified)];
}

export function descriptionDetails(description: Metadata["description"]): Detail[] {
  const { rating } = description;
  return [
    text(words.title, description.title),
    text(words.caption, description.caption),
    text(words.keywords, description.keywords.join(", ")),
    text(words.creator, description.creator),
    text(words.copyright, description.copyright),
    text(words.credit, description.credit),
    text(words.city, description.city),
    text(words.country, description.country),
    text(
      words.rating,
      when(rating, (stars) => (stars < 0 ? words.rejected : words.stars(stars))),
    ),
  ];
}

/** `Canon EOS 7D`, where the make is Canon and the model says so again. */
export function joined(make: string | null, model: string | null): string | null {
  if (make === null || model === null) return make ?? model;
  return model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`;
}
