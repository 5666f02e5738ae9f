import { type Oklab, toHex, toOklab } from "./oklab.ts";
import type { Pixels } from "./small-decode.ts";

const COLOURS = 5;
const ROUNDS = 12;

interface Bin {
  lab: Oklab;
  weight: number;
}
interface Cluster {
  centre: Oklab;
  weight: number;
}

/**
 * Five `#rrggbb`, most of the picture first: k-means in OKLab over the colours to four bits a channel, begun from the
 * commonest colour and then the ones farthest off, so that the same pixels give the same five. Pixels weigh by their
 * alpha; where a picture has fewer colours than five, its last one is said again.
 */
export function palette(pixels: Pixels): string[] {
  const bins = countColours(pixels);
  if (bins.length === 0) return Array<string>(COLOURS).fill("#000000");
  let clusters = seed(bins);
  for (let round = 0; round < ROUNDS; round++) {
    const before = clusters;
    clusters = regroup(bins, before);
    if (clusters.every(({ weight }, index) => weight === before[index]?.weight)) break; // nobody changed sides
  }
  const found = clusters
    .filter((cluster) => cluster.weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map((cluster) => toHex(cluster.centre));
  const distinct = [...new Set(found)];
  return Array.from({ length: COLOURS }, (_, index) => distinct[Math.min(index, distinct.length - 1)] as string);
}

/** Sums in one flat list, by colour: red, green, blue and weight. */
function countColours({ data, channels }: Pixels): Bin[] {
  const sums = new Float64Array(4 << 12);
  for (let at = 0; at < data.length; at += channels) {
    const [r, g, b] = [data[at] as number, data[at + 1] as number, data[at + 2] as number];
    const weight = channels === 4 ? (data[at + 3] as number) / 255 : 1;
    const bin = 4 * (((r >> 4) << 8) | ((g >> 4) << 4) | (b >> 4));
    sums[bin] = (sums[bin] as number) + r * weight;
    sums[bin + 1] = (sums[bin + 1] as number) + g * weight;
    sums[bin + 2] = (sums[bin + 2] as number) + b * weight;
    sums[bin + 3] = (sums[bin + 3] as number) + weight;
  }
  const bins: Bin[] = [];
  for (let bin = 0; bin < sums.length; bin += 4) {
    const weight = sums[bin + 3] as number;
    if (weight === 0) continue;
    const mean = (channel: number) => Math.round((sums[bin + channel] as number) / weight);
    bins.push({ lab: toOklab(mean(0), mean(1), mean(2)), weight });
  }
  return bins;
}

function seed(bins: readonly Bin[]): Cluster[] {
  const first = bins.reduce((best, bin) => (bin.weight > best.weight ? bin : best));
  const clusters: Cluster[] = [{ centre: first.lab, weight: 0 }];
  const nearest = bins.map((bin) => distance(bin.lab, first.lab));
  while (clusters.length < COLOURS) {
    let best = 0;
    let score = 0;
    bins.forEach((bin, index) => {
      const own = (nearest[index] as number) * Math.sqrt(bin.weight);
      if (own > score) [best, score] = [index, own];
    });
    if (score === 0) break;
    const centre = (bins[best] as Bin).lab;
    clusters.push({ centre, weight: 0 });
    bins.forEach((bin, index) => {
      nearest[index] = Math.min(nearest[index] as number, distance(bin.lab, centre));
    });
  }
  return clusters;
}

function regroup(bins: readonly Bin[], clusters: readonly Cluster[]): Cluster[] {
  const sums = clusters.map(() => [0, 0, 0, 0] as [number, number, number, number]);
  for (const { lab, weight } of bins) {
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let index = 0; index < clusters.length; index++) {
      const own = distance(lab, (clusters[index] as Cluster).centre);
      if (own < least) {
        best = index;
        least = own;
      }
    }
    const sum = sums[best] as [number, number, number, number];
    sum[0] += lab[0] * weight;
    sum[1] += lab[1] * weight;
    sum[2] += lab[2] * weight;
    sum[3] += weight;
  }
  return sums.map(([l, a, b, weight], index) =>
    weight === 0
      ? { centre: (clusters[index] as Cluster).centre, weight: 0 }
      : { centre: [l / weight, a / weight, b / weight], weight },
  );
}

function distance(one: Oklab, other: Oklab): number {
  return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2;
}
