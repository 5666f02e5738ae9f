/** Writes Exif by hand (Exif 3.0 §4.6, TIFF 6.0 §2), for what sharp cannot write: a small copy of a picture inside it. */
import { type ExifValue, long, short } from "./exif-values.ts";

/** The tags that are written here, by their names in Exif 3.0 §4.6. */
const TAGS = {
  GPSVersionID: 0,
  GPSLatitudeRef: 1,
  GPSLatitude: 2,
  GPSLongitudeRef: 3,
  GPSLongitude: 4,
  GPSAltitudeRef: 5,
  GPSAltitude: 6,
  GPSImgDirectionRef: 16,
  GPSImgDirection: 17,
  Compression: 0x0103,
  ImageDescription: 0x010e,
  Make: 0x010f,
  Model: 0x0110,
  JPEGInterchangeFormat: 0x0201,
  JPEGInterchangeFormatLength: 0x0202,
  Software: 0x0131,
  DateTime: 0x0132,
  Artist: 0x013b,
  Copyright: 0x8298,
  ExposureTime: 0x829a,
  FNumber: 0x829d,
  ExifIFD: 0x8769,
  GPSIFD: 0x8825,
  PhotographicSensitivity: 0x8827,
  ExifVersion: 0x9000,
  DateTimeOriginal: 0x9003,
  OffsetTimeOriginal: 0x9011,
  FocalLength: 0x920a,
  FocalLengthIn35mmFilm: 0xa405,
  CameraOwnerName: 0xa430,
  BodySerialNumber: 0xa431,
  LensModel: 0xa434,
  LensSerialNumber: 0xa435,
} as const;

/** Entries of a directory, by the names of their tags. */
type Entries = Partial<Record<keyof typeof TAGS, ExifValue>>;

/** Bytes of one value, by TIFF's types: ASCII, SHORT, LONG, RATIONAL, UNDEFINED. */
const TYPES = { text: 2, short: 3, long: 4, ratio: 5, bytes: 7 } as const;

/** A directory at `start`: entries in the order of their tags, as TIFF wants them, then the values that do not fit in an entry. */
function directory(entries: Entries, start: number, next = 0): Buffer {
  const tags = Object.entries(entries)
    .map(([name, value]): [number, ExifValue] => [TAGS[name as keyof Entries], value])
    .sort(([one], [other]) => one - other);
  const head = Buffer.alloc(2 + tags.length * 12 + 4);
  head.writeUInt16LE(tags.length);
  const rest: Buffer[] = [];
  let at = start + head.length;
  for (const [i, [tag, { type, data, count }]] of tags.entries()) {
    const entry = 2 + i * 12;
    head.writeUInt16LE(tag, entry);
    head.writeUInt16LE(TYPES[type], entry + 2);
    head.writeUInt32LE(count, entry + 4);
    if (data.length <= 4) data.copy(head, entry + 8);
    else {
      head.writeUInt32LE(at, entry + 8);
      const even = data.length % 2 ? Buffer.concat([data, Buffer.alloc(1)]) : data; // values begin on even bytes
      rest.push(even);
      at += even.length;
    }
  }
  head.writeUInt32LE(next, head.length - 4);
  return Buffer.concat([head, ...rest]);
}

interface Pictured {
  image: Entries;
  exif: Entries;
  gps: Entries;
  /** a small JPEG */
  copy: Buffer;
}

/** The APP1 segment of a JPEG (Exif 3.0 §4.7.2). */
export function exifSegment({ image, exif, gps, copy }: Pictured): Buffer {
  const main = (exifAt: number, gpsAt: number, next: number) =>
    directory({ ...image, ExifIFD: long(exifAt), GPSIFD: long(gpsAt) }, 8, next);
  const exifAt = 8 + main(0, 0, 0).length;
  const exifPart = directory(exif, exifAt);
  const gpsAt = exifAt + exifPart.length;
  const gpsPart = directory(gps, gpsAt);
  const copyAt = gpsAt + gpsPart.length;
  const about = (at: number) =>
    directory(
      { Compression: short(6), JPEGInterchangeFormat: long(at), JPEGInterchangeFormatLength: long(copy.length) },
      copyAt,
    );
  const body = Buffer.concat([
    Buffer.from("Exif\0\0II*\0\x08\0\0\0", "latin1"),
    main(exifAt, gpsAt, copyAt),
    exifPart,
    gpsPart,
    about(copyAt + about(0).length),
    copy,
  ]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** The same JPEG with the segment right after its first marker, where Exif 3.0 §4.7.2 wants it. */
export const withSegment = (jpeg: Buffer, segment: Buffer): Buffer =>
  Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
