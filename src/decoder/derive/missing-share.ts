import type { Pixels } from "./small-decode.ts";

/** Of 255: scaling and colour conversion leave a flat field flat, less a step. */
const SAME = 1;
/** Less than this share of the samples is what a decoder makes of a picture that ends where it begins. */
const NOTHING = 0.005;

/**
 * How much of a broken picture was not there, in [0, 1]: decoders fill from the break to the bottom with one colour. 1
 * where there is as good as nothing but that colour; 0 where the break cannot be seen, as in a progressive JPEG.
 */
export function missingShare({ data, width, height, channels }: Pixels): number {
  const row = width * channels;
  const last = data.length - channels;
  const strays = (start: number, end: number): number => {
    let count = 0;
    for (let at = start; at < end; at++) {
      if (Math.abs((data[at] ?? 0) - (data[last + (at % channels)] ?? 0)) > SAME) count++;
    }
    return count;
  };
  if (strays(0, data.length) < data.length * NOTHING) return 1;
  let rows = 0;
  while (rows < height && strays((height - 1 - rows) * row, (height - rows) * row) === 0) rows++;
  return rows > 1 ? rows / height : 0;
}
