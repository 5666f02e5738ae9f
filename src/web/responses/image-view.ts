import type { ImageRecord, ImageStatus } from "#domain/image.ts";
import type { PublicError } from "#errors.ts";
import { disclosedSentence } from "#format/disclosed.ts";
import type { Histogram, Metadata, Warning } from "#picture/metadata.ts";
import { REMOVED_BY } from "#picture/privacy/disclosure-codes.ts";
import type { EmbeddedThumbnail, ImageDetails, ImageProperties } from "#picture/properties.ts";

/** `Image` of the contract: what the API answers and the pages show. `null` where not known. */
export interface ImageView {
  id: string;
  name: string;
  status: ImageStatus;
  error: PublicError | null;
  bytes: number;
  format: string | null;
  mediaType: string;
  /** px as seen */
  width: number | null;
  height: number | null;
  orientation: number | null;
  frames: number | null;
  hasAlpha: boolean | null;
  bitDepth: number | null;
  colourSpace: string | null;
  iccProfile: string | null;
  /** ISO 8601, UTC */
  createdAt: string;
  expiresAt: string;
  thumbhash: string | null;
  palette: string[] | null;
  histogram: Histogram | null;
  metadata: Metadata | null;
  /** null where the file carries no small copy of itself that can be shown */
  embedded: EmbeddedThumbnail | null;
  warnings: Warning[];
  links: { self: string; original: string; thumbnail: string; preview: string; convert: string };
}

/** What the reader warns of, and each code of the report that it has no warning for. */
function warningsOf({ warnings, discloses = [] }: ImageProperties): Warning[] {
  const codes = new Set<string>(warnings.map(({ code }) => code));
  const more = discloses.filter(
    ({ code }) => !codes.has(code) && !(code === "thumbnail" && codes.has("embedded_thumbnail")),
  );
  return [
    ...warnings,
    ...more.map((one) => ({
      code: one.code,
      detail: disclosedSentence({ ...one, source: "", remove: REMOVED_BY[one.code] }),
    })),
  ];
}

export function imageView(record: ImageRecord, details: ImageDetails | null = null): ImageView {
  const { facts } = record;
  const self = `/api/images/${record.id}`;
  return {
    id: record.id,
    name: record.name,
    status: record.status,
    error: record.error,
    bytes: record.bytes,
    format: facts?.format ?? null,
    mediaType: record.mediaType,
    width: facts?.width ?? null,
    height: facts?.height ?? null,
    orientation: facts?.orientation ?? null,
    frames: facts?.frames ?? null,
    hasAlpha: facts?.hasAlpha ?? null,
    bitDepth: facts?.bitDepth ?? null,
    colourSpace: facts?.colourSpace ?? null,
    iccProfile: facts?.iccProfile ?? null,
    createdAt: new Date(record.createdAt).toISOString(),
    expiresAt: new Date(record.expiresAt).toISOString(),
    thumbhash: facts?.thumbhash ?? null,
    palette: facts?.palette ?? null,
    histogram: details?.histogram ?? null,
    metadata: details?.metadata ?? null,
    embedded: details?.embedded ?? null,
    warnings: facts ? warningsOf(facts) : [],
    links: {
      self,
      original: `${self}/original`,
      thumbnail: `${self}/thumbnail`,
      preview: `${self}/preview`,
      convert: `${self}/convert`,
    },
  };
}
