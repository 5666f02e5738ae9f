/** Values a side. */
const SIDE = 32;

/** 8 bits a channel; transparent pixels count as white. */
export interface GreySource {
  data: Uint8Array;
  width: number;
  height: number;
  channels: number;
}
export interface Region {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A region as 32 x 32 grey values of 0 to 255, each the mean of its share, then softened: small detail does not count. */
export function greyGrid(source: GreySource, region: Region): Float64Array {
  const grid = new Float64Array(SIDE * SIDE);
  const columns = shares(region.left, region.width);
  for (const [row, lines] of shares(region.top, region.height).entries()) {
    for (const [column, dots] of columns.entries()) {
      let sum = 0;
      for (const [y, high] of lines) for (const [x, wide] of dots) sum += high * wide * grey(source, x, y);
      grid[row * SIDE + column] = sum;
    }
  }
  // Three times [1 2 1] either way: a Gaussian with a standard deviation of 1.2 values.
  for (let pass = 0; pass < 3; pass++) for (const step of [1, SIDE]) soften(grid, step);
  return grid;
}

/** For each of the 32 values: which pixels it is made of, and what share of it each has. */
function shares(start: number, length: number): [pixel: number, share: number][][] {
  const step = length / SIDE;
  return Array.from({ length: SIDE }, (_, index) => {
    const [from, to] = [index * step, (index + 1) * step];
    const parts: [number, number][] = [];
    for (let at = Math.floor(from); at < Math.min(length, Math.ceil(to)); at++) {
      parts.push([start + at, (Math.min(to, at + 1) - Math.max(from, at)) / step]);
    }
    return parts;
  });
}

/** Rec. 601 on the values as they are: near enough for a comparison. */
export function grey({ data, width, channels }: GreySource, x: number, y: number): number {
  const at = (y * width + x) * channels;
  const first = data[at] ?? 0;
  const value = channels < 3 ? first : 0.299 * first + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
  if (channels % 2 === 1) return value;
  const alpha = (data[at + channels - 1] ?? 0) / 255;
  return value * alpha + 255 * (1 - alpha);
}

function soften(grid: Float64Array, step: number): void {
  const before = grid.slice();
  for (let at = 0; at < grid.length; at++) {
    const column = Math.floor(at / step) % SIDE;
    const value = before[at] ?? 0;
    const back = column > 0 ? (before[at - step] ?? 0) : value;
    const on = column < SIDE - 1 ? (before[at + step] ?? 0) : value;
    grid[at] = (back + 2 * value + on) / 4;
  }
}
