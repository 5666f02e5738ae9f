import type { DisclosureCode } from "./privacy/disclosure-codes.ts";

/** Text as the file says it; it may hold markup and is escaped where it is shown. `null`: the file does not say. */
type Text = string | null;

/** A moment as the file says it, never shifted between zones (Exif 3.0 §4.6.6: OffsetTime and its kin). */
export interface FileDate {
  /** `YYYY-MM-DDTHH:mm:ss`, wall clock */
  local: string;
  /** `+02:00`, or null where the file gives none */
  offset: string | null;
}

/** A value of a raw group: text, a finite number, or a list of these. */
export type RawValue = string | number | boolean | null | RawValue[] | { [name: string]: RawValue };
export type RawGroup = Record<string, RawValue>;

/** What the file says of itself, in the fields of the contract. */
export interface Metadata {
  camera: {
    make: Text;
    model: Text;
    serialNumber: Text;
    lensMake: Text;
    lens: Text;
    lensSerialNumber: Text;
    software: Text;
    ownerName: Text;
  };
  exposure: {
    /** s */
    exposureTime: number | null;
    fNumber: number | null;
    iso: number | null;
    /** mm */
    focalLength: number | null;
    /** mm, as on a 36 x 24 mm frame */
    focalLength35mm: number | null;
    /** EV */
    exposureBias: number | null;
    program: Text;
    metering: Text;
    flash: Text;
    whiteBalance: Text;
  };
  dates: { taken: FileDate | null; digitized: FileDate | null; modified: FileDate | null };
  location: {
    /** decimal degrees, WGS 84, south negative */
    latitude: number;
    /** decimal degrees, WGS 84, west negative */
    longitude: number;
    /** m above sea level */
    altitude: number | null;
    /** degrees from north, clockwise, of the camera's view */
    direction: number | null;
  } | null;
  description: {
    title: Text;
    caption: Text;
    keywords: string[];
    creator: Text;
    copyright: Text;
    credit: Text;
    city: Text;
    country: Text;
    /** -1 (rejected) to 5 stars */
    rating: number | null;
  };
  raw: {
    exif: RawGroup | null;
    gps: RawGroup | null;
    iptc: RawGroup | null;
    xmp: RawGroup | null;
    icc: RawGroup | null;
    /** true where values were cut or left out to keep the record small */
    truncated?: true;
  };
}

/** Shares of the pixels, 64 bins each from dark to light; each list sums to 1. */
export interface Histogram {
  luminance: number[];
  red: number[];
  green: number[];
  blue: number[];
}

export const WARNING_CODES = [
  "location",
  "serial_number",
  "owner",
  "embedded_thumbnail",
  "extension_mismatch",
  "damaged",
  "metadata_cut",
] as const;

/** What a picture gives away, or what is odd about it, as one sentence. */
export interface Warning {
  code: (typeof WARNING_CODES)[number] | DisclosureCode;
  detail: string;
}
