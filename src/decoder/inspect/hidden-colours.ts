/** Side of the squares that a picture is looked at in, px: the blocks of JPEG's kin. */
const SQUARE = 8;
/** Drawing programs and scaling leave colours this far around what is seen, px. */
const EDGE = 2;
/** Of 255: less of a change within a square is none. */
const DETAIL = 12;
/** Of 255: what differs less from the commonest colour is that colour. */
const ALIKE = 24;
/** Fewer pixels show nothing. */
const FEWEST = 48;
/** Less of what is not seen is what an encoder with loss makes up. */
const LEAST_SMEARED = 0.1;

const NEIGHBOURS = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => [dx, dy] as const));

interface Size {
  width: number;
  height: number;
}

interface Common {
  /** pixels of alpha 0 */
  total: number;
  colour: [red: number, green: number, blue: number];
}

/**
 * How many pixels of alpha 0 show something: they are further from what is seen than an edge goes, and their colour is
 * not the one that most pixels of alpha 0 have. Pixels of four bytes, red, green, blue and alpha.
 *
 * @param smeared true for pixels that may have been coded with loss: encoders fill squares that are not seen with one
 *   colour, or draw their neighbours' rows and columns out (libwebp's "cleanup"). Then only a square counts that
 *   touches none that is seen, and in which colours change both ways.
 */
export function hiddenCount(pixels: Uint8Array, { width, height }: Size, smeared: boolean): number {
  const common = commonest(pixels);
  if (common === null) return 0;
  const across = Math.ceil(width / SQUARE);
  const down = Math.ceil(height / SQUARE);
  const clear = clearSquares(pixels, { width, height }, across, down);
  let count = 0;
  for (let row = 0; row < down; row++) {
    for (let column = 0; column < across; column++) {
      if (clear[row * across + column] !== 1) continue;
      const seen = (dx: number, dy: number): boolean => {
        const [x, y] = [column + dx, row + dy];
        return x >= 0 && y >= 0 && x < across && y < down && clear[y * across + x] !== 1;
      };
      const alone = !NEIGHBOURS.some(([dx, dy]) => seen(dx, dy));
      if (smeared && !(alone && changesBothWays(pixels, { width, height }, column * SQUARE, row * SQUARE))) continue;
      const left = column * SQUARE + (seen(-1, 0) ? EDGE : 0);
      const right = Math.min(width, (column + 1) * SQUARE) - (seen(1, 0) ? EDGE : 0);
      const top = row * SQUARE + (seen(0, -1) ? EDGE : 0);
      const bottom = Math.min(height, (row + 1) * SQUARE) - (seen(0, 1) ? EDGE : 0);
      for (let y = top; y < bottom; y++) {
        for (let x = left; x < right; x++) if (differs(pixels, (y * width + x) * 4, common.colour)) count++;
      }
    }
  }
  const fewest = smeared ? Math.max(FEWEST, common.total * LEAST_SMEARED) : FEWEST;
  return count < fewest ? 0 : count;
}

/** The colour that most pixels of alpha 0 have, as the mean of its kin; null where there is no such pixel. */
function commonest(pixels: Uint8Array): Common | null {
  const counts = new Uint32Array(4096);
  const bin = (at: number): number =>
    (((pixels[at] ?? 0) >> 4) << 8) | (((pixels[at + 1] ?? 0) >> 4) << 4) | ((pixels[at + 2] ?? 0) >> 4);
  for (let at = 0; at < pixels.length; at += 4) if (pixels[at + 3] === 0) counts[bin(at)] = (counts[bin(at)] ?? 0) + 1;
  let most = 0;
  for (let index = 1; index < counts.length; index++) if ((counts[index] ?? 0) > (counts[most] ?? 0)) most = index;
  const own = counts[most] ?? 0;
  if (own === 0) return null;
  const sums: [number, number, number] = [0, 0, 0];
  for (let at = 0; at < pixels.length; at += 4) {
    if (pixels[at + 3] !== 0 || bin(at) !== most) continue;
    for (const band of [0, 1, 2] as const) sums[band] += pixels[at + band] ?? 0;
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  return { total, colour: [sums[0] / own, sums[1] / own, sums[2] / own] };
}

/** 1 for a square in which nothing is seen. */
function clearSquares(pixels: Uint8Array, { width, height }: Size, across: number, down: number): Uint8Array {
  const clear = new Uint8Array(across * down).fill(1);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(y / SQUARE) * across;
    for (let x = 0; x < width; x++) if (pixels[(y * width + x) * 4 + 3] !== 0) clear[row + Math.floor(x / SQUARE)] = 0;
  }
  return clear;
}

/** Whether green changes along a row and along a column of a square. */
function changesBothWays(pixels: Uint8Array, { width, height }: Size, left: number, top: number): boolean {
  const [right, bottom] = [Math.min(width, left + SQUARE), Math.min(height, top + SQUARE)];
  let [along, down] = [0, 0];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const at = (y * width + x) * 4 + 1;
      const value = pixels[at] ?? 0;
      along = Math.max(along, Math.abs(value - (pixels[(y * width + left) * 4 + 1] ?? 0)));
      down = Math.max(down, Math.abs(value - (pixels[(top * width + x) * 4 + 1] ?? 0)));
    }
  }
  return along > DETAIL && down > DETAIL;
}

function differs(pixels: Uint8Array, at: number, [red, green, blue]: readonly [number, number, number]): boolean {
  return (
    Math.abs((pixels[at] ?? 0) - red) > ALIKE ||
    Math.abs((pixels[at + 1] ?? 0) - green) > ALIKE ||
    Math.abs((pixels[at + 2] ?? 0) - blue) > ALIKE
  );
}
