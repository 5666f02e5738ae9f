/**
 * A ThumbHash as a tiny picture for `background-image`, until the thumbnail is there. The reference decoder gives
 * 32 px a side and 4 KB of PNG, at 0.2 ms each: too much for a page of sixty. Twenty-four pixels of the same
 * cosine series (https://github.com/evanw/thumbhash), stretched smoothly by the browser, look the same behind a
 * picture and take microseconds and 150 characters. The server draws it into the page, and the browser for the
 * items that come later: what is sent is the hash.
 */
const LONG = 6;
const SHORT = 4;
/** A BMP with a BITMAPCOREHEADER: 14 + 12 bytes, then rows from the bottom, in blue, green, red. */
const HEADER = 26;

/** cos(π/n · (i + ½) · k): the waves of the series at the centres of n pixels. */
const waves = (pixels: number): number[][] =>
  Array.from({ length: pixels }, (_, i) =>
    Array.from({ length: 8 }, (_, k) => Math.cos((Math.PI / pixels) * (i + 0.5) * k)),
  );
const LONG_WAVES = waves(LONG);
const SHORT_WAVES = waves(SHORT);

/** `data:image/bmp;base64,…`, or null for a picture with transparency (or a hash that is none). */
export function thumbhashPlaceholder(thumbhash: string): string | null {
  const hash = bytesOf(thumbhash);
  if (hash.length < 5) return null;
  const at = (i: number): number => hash.charCodeAt(i) || 0;
  const header24 = at(0) | (at(1) << 8) | (at(2) << 16);
  const header16 = at(3) | (at(4) << 8);
  if (header24 >> 23) return null;
  const landscape = header16 >> 15 === 1;
  const nx = Math.max(3, landscape ? 7 : header16 & 7);
  const ny = Math.max(3, landscape ? header16 & 7 : 7);

  let next = 10;
  const factors = (nx: number, ny: number, scale: number): number[] => {
    const list: number[] = [];
    for (let cy = 0; cy < ny; cy++)
      for (let cx = cy ? 0 : 1; cx * ny < nx * (ny - cy); cx++, next++)
        list.push((((at(next >> 1) >> ((next & 1) << 2)) & 15) / 7.5 - 1) * scale);
    return list;
  };
  const l = { mean: (header24 & 63) / 63, nx, ny, ac: factors(nx, ny, ((header24 >> 18) & 31) / 31) };
  const colour = (mean: number, scale: number) => ({ mean, nx: 3, ny: 3, ac: factors(3, 3, (scale / 63) * 1.25) });
  const p = colour(((header24 >> 6) & 63) / 31.5 - 1, (header16 >> 3) & 63);
  const q = colour(((header24 >> 12) & 63) / 31.5 - 1, (header16 >> 9) & 63);

  const [across, down] = landscape ? [LONG_WAVES, SHORT_WAVES] : [SHORT_WAVES, LONG_WAVES];
  const [width, height] = [across.length, down.length];
  const stride = (width * 3 + 3) & ~3;
  const bmp = new Uint8Array(HEADER + stride * height); // every number of the header fits its first byte
  bmp.set([0x42, 0x4d, bmp.length]);
  bmp.set([HEADER, 0, 0, 0, 12, 0, 0, 0, width, 0, height, 0, 1, 0, 24], 10);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const fx = across[x] ?? [];
      const fy = down[y] ?? [];
      const [light, yellow, red] = [sum(l, fx, fy), sum(p, fx, fy), sum(q, fx, fy)];
      const b = light - (2 / 3) * yellow;
      const r = (3 * light - b + red) / 2;
      const offset = HEADER + (height - 1 - y) * stride + x * 3;
      bmp[offset] = byte(b);
      bmp[offset + 1] = byte(r - red);
      bmp[offset + 2] = byte(r);
    }
  return `data:image/bmp;base64,${btoa(String.fromCharCode(...bmp))}`;
}

function bytesOf(base64: string): string {
  try {
    return atob(base64);
  } catch {
    return "";
  }
}

interface Channel {
  mean: number;
  nx: number;
  ny: number;
  ac: number[];
}

function sum({ mean, nx, ny, ac }: Channel, fx: number[], fy: number[]): number {
  let value = mean;
  for (let cy = 0, j = 0; cy < ny; cy++)
    for (let cx = cy ? 0 : 1; cx * ny < nx * (ny - cy); cx++, j++)
      value += (ac[j] ?? 0) * (fx[cx] ?? 0) * (fy[cy] ?? 0) * 2;
  return value;
}

function byte(value: number): number {
  return Math.round(255 * Math.max(0, Math.min(1, value)));
}
