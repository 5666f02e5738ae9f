import sharp, { type SharpInput } from "sharp";

/** Wang, Bovik, Sheikh, Simoncelli, "Image quality assessment: from error visibility to structural similarity", 2004, §III.C */
const C1 = (0.01 * 255) ** 2;
const C2 = (0.03 * 255) ** 2;
const RADIUS = 5;
const SIGMA = 1.5;
/** px of a side, at most: of a larger picture its middle is compared. */
const LARGEST = 1600;

interface Plane {
  data: Float32Array;
  width: number;
  height: number;
}

/**
 * How alike two pictures of one size look, 1 for the same: mean SSIM of the luminance, with the paper's Gaussian
 * window of 11 x 11. What is transparent is seen on white.
 */
export async function ssim(one: SharpInput, other: SharpInput, width: number | null): Promise<number> {
  const x = await luminance(one, width);
  const y = await luminance(other, null);
  if (x.width !== y.width || x.height !== y.height) throw new Error("SSIM compares pictures of one size");
  const mean = { x: blur(x.data, x), y: blur(y.data, y) };
  const square = { x: blur(multiply(x.data, x.data), x), y: blur(multiply(y.data, y.data), y) };
  const product = blur(multiply(x.data, y.data), x);
  let sum = 0;
  for (let at = 0; at < product.length; at++) {
    const mx = mean.x[at] as number;
    const my = mean.y[at] as number;
    const vx = (square.x[at] as number) - mx * mx;
    const vy = (square.y[at] as number) - my * my;
    const cov = (product[at] as number) - mx * my;
    sum += ((2 * mx * my + C1) * (2 * cov + C2)) / ((mx * mx + my * my + C1) * (vx + vy + C2));
  }
  return sum / product.length;
}

async function luminance(input: SharpInput, resizeTo: number | null): Promise<Plane> {
  const whole = sharp(input).flatten({ background: "#fff" }).removeAlpha().toColourspace("srgb");
  if (resizeTo !== null) whole.resize({ width: resizeTo });
  const { data: pixels, info: size } = await whole.raw().toBuffer({ resolveWithObject: true });
  const [width, height] = [Math.min(LARGEST, size.width), Math.min(LARGEST, size.height)];
  const [left, top] = [(size.width - width) >> 1, (size.height - height) >> 1];
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = ((top + y) * size.width + left + x) * 3;
      const [r, g, b] = [pixels[at] as number, pixels[at + 1] as number, pixels[at + 2] as number];
      data[y * width + x] = 0.299 * r + 0.587 * g + 0.114 * b; // ITU-R BT.601-7 §2.5.1
    }
  }
  return { data, width, height };
}

function multiply(one: Float32Array, other: Float32Array): Float32Array {
  return one.map((value, at) => value * (other[at] as number));
}

/** The Gaussian window, first along rows and then along columns; only where it lies wholly inside. */
function blur(data: Float32Array, { width, height }: Plane): Float32Array {
  const weights = Array.from({ length: 2 * RADIUS + 1 }, (_, i) => Math.exp(-((i - RADIUS) ** 2) / (2 * SIGMA ** 2)));
  const total = weights.reduce((sum, weight) => sum + weight);
  const kernel = Float32Array.from(weights, (weight) => weight / total);
  const [across, down] = [width - 2 * RADIUS, height - 2 * RADIUS];
  const rows = convolve(data, kernel, { columns: across, rows: height, stride: width, step: 1 });
  return convolve(rows, kernel, { columns: across, rows: down, stride: across, step: across });
}

function convolve(
  data: Float32Array,
  kernel: Float32Array,
  { columns, rows, stride, step }: { columns: number; rows: number; stride: number; step: number },
): Float32Array {
  const out = new Float32Array(columns * rows);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      let sum = 0;
      const from = y * stride + x;
      for (let i = 0; i < kernel.length; i++) sum += (kernel[i] as number) * (data[from + i * step] as number);
      out[y * columns + x] = sum;
    }
  }
  return out;
}
