/** Records, facts and bytes that the suites store. */
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { ImageRecord } from "#domain/image.ts";
import type { ImageDetails, ImageProperties } from "#picture/properties.ts";

export const WORKSPACE = "0123456789abcdef0123456789abcdef";
export const OTHER_WORKSPACE = "fedcba9876543210fedcba9876543210";
export const NOON = Date.UTC(2026, 10, 23, 12);
export const HOUR = 3_600_000;

/** A ULID that sorts by `number`. */
export const ulid = (number: number): string => `01K${number.toString().padStart(23, "0")}`;

/** A `pending` record, announced with 1000 bytes, that lives a day from NOON; its upload may take ten minutes. */
export function anImage(changes: Partial<ImageRecord> = {}): ImageRecord {
  return {
    version: 1,
    workspace: WORKSPACE,
    id: ulid(1),
    name: "Überfahrt 🚢.jpg",
    status: "pending",
    error: null,
    bytes: 1000,
    reserved: 1000,
    mediaType: "image/jpeg",
    etag: null,
    createdAt: NOON,
    expiresAt: NOON + 24 * HOUR,
    uploadEndsAt: NOON + HOUR / 6,
    facts: null,
    ...changes,
  };
}

export const FACTS: ImageProperties = {
  format: "png",
  mediaType: "image/png",
  width: 4000,
  height: 3000,
  orientation: 6,
  frames: 1,
  hasAlpha: false,
  bitDepth: 8,
  colourSpace: "srgb",
  iccProfile: "Display P3",
  thumbhash: "1QcSHQRnh493V4dIh4eXh1h4kJUI",
  palette: ["#102030", "#405060", "#708090", "#a0b0c0", "#d0e0f0"],
  warnings: [{ code: "location", detail: "It says where it was taken." }],
};

const bins = Array.from({ length: 64 }, () => 1 / 64);

export const DETAILS: ImageDetails = {
  histogram: { luminance: bins, red: bins, green: bins, blue: bins },
  metadata: {
    camera: {
      make: "Rollei",
      model: 'a "quoted" <b>model</b>\u0000',
      serialNumber: null,
      lensMake: null,
      lens: null,
      lensSerialNumber: null,
      software: null,
      ownerName: null,
    },
    exposure: {
      exposureTime: 1 / 500,
      fNumber: 2.8,
      iso: 100,
      focalLength: 50,
      focalLength35mm: null,
      exposureBias: -0.5,
      program: null,
      metering: null,
      flash: null,
      whiteBalance: null,
    },
    dates: { taken: { local: "2026-11-23T12:00:00", offset: "+01:00" }, digitized: null, modified: null },
    location: { latitude: -33.9, longitude: 18.4, altitude: null, direction: null },
    description: {
      title: null,
      caption: null,
      keywords: ["海", "ship"],
      creator: null,
      copyright: null,
      credit: null,
      city: null,
      country: null,
      rating: null,
    },
    raw: { exif: { ISOSpeedRatings: 100 }, gps: null, iptc: null, xmp: null, icc: null },
  },
};

/** Bytes that differ from place to place, so that a wrong range shows. */
export function someBytes(length: number, seed = 1): Buffer {
  return Buffer.from(Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8) * 7 + seed) & 0xff));
}

export const bytesOf = (body: Readable): Promise<Buffer> => buffer(body);
