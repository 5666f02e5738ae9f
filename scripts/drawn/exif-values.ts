/** One value of an Exif entry, by its TIFF type (TIFF 6.0 §2), with its bytes and how many there are. */
export interface ExifValue {
  type: "text" | "short" | "long" | "ratio" | "bytes";
  data: Buffer;
  count: number;
}

/** ASCII, with its closing zero. */
export const text = (value: string): ExifValue => ({
  type: "text",
  data: Buffer.from(`${value}\0`, "latin1"),
  count: value.length + 1,
});

/** UNDEFINED or BYTE. */
export const bytes = (...values: number[]): ExifValue => ({
  type: "bytes",
  data: Buffer.from(values),
  count: values.length,
});

/** SHORT. */
export const short = (value: number): ExifValue => ({ type: "short", data: whole(2, [value]), count: 1 });

/** LONG. */
export const long = (value: number): ExifValue => ({ type: "long", data: whole(4, [value]), count: 1 });

/** RATIONAL: pairs of numerator and denominator. */
export const ratio = (...pairs: [number, number][]): ExifValue => ({
  type: "ratio",
  data: whole(4, pairs.flat()),
  count: pairs.length,
});

function whole(size: number, values: number[]): Buffer {
  const data = Buffer.alloc(size * values.length);
  values.forEach((value, i) => {
    data.writeUIntLE(value, i * size, size);
  });
  return data;
}
