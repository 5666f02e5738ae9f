import { type Sharp, sharp } from "#decoder/sharp-setup.ts";
import type { Av1Track } from "./av1-track.ts";
import { damagedContainer } from "./isobmff.ts";

/** What turns a decoded picture into the one that is seen, in this order. */
export interface Placement {
  /** px of the decoded picture that are kept */
  cut: { left: number; top: number; width: number; height: number } | null;
  /** degrees, clockwise */
  turn: 0 | 90 | 180 | 270;
  /** after the turn: upside down, or left to right */
  mirror: "flip" | "flop" | null;
}

type Oriented = Pick<Av1Track, "width" | "height" | "transforms">;

/**
 * The placement of a track's pictures: the `clap`, `irot` and `imir` of its sample entry (ISO/IEC 23008-12 §6.5.9,
 * §6.5.10, §6.5.12); without a turn there, the matrix of its header (ISO/IEC 14496-12 §6.2.2).
 *
 * @throws AppError `damaged_image` where what is kept is no part of the picture
 */
export function readPlacement({ width, height, transforms }: Oriented): Placement {
  const { irot, imir, clap, matrix } = transforms;
  const cut = clap && readAperture(clap, { width, height });
  if (irot === null && imir === null) return { cut, ...readMatrix(matrix) };
  // irot counts anticlockwise; imir's axis 0 changes top and bottom
  const turn = ([0, 270, 180, 90] as const)[(irot ?? 0) & 3] ?? 0;
  return { cut, turn, mirror: imir === null ? null : (imir & 1) === 0 ? "flip" : "flop" };
}

/** px of the picture as seen */
export function placedSize({ width, height }: { width: number; height: number }, placement: Placement) {
  const kept = placement.cut ?? { width, height };
  const onItsSide = placement.turn % 180 === 90;
  return onItsSide ? { width: kept.height, height: kept.width } : { width: kept.width, height: kept.height };
}

/** A raw RGBA picture put into its place. Takes two passes where sharp's own order of steps is another. */
export async function applyPlacement(
  picture: { data: Uint8Array; width: number; height: number },
  placement: Placement,
) {
  const { cut, turn, mirror } = placement;
  let next: Sharp = open(picture);
  if (cut) next = open(await raw(next.extract(cut)));
  if (turn !== 0) next = open(await raw(next.rotate(turn)));
  if (mirror) next = open(await raw(next[mirror]()));
  return next;
}

function open({ data, width, height }: { data: Uint8Array; width: number; height: number }): Sharp {
  return sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false });
}

async function raw(picture: Sharp): Promise<{ data: Uint8Array; width: number; height: number }> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** The eight fractions of a clean aperture: its size, and how far its middle is off the picture's (ISO/IEC 14496-12 §12.1.4). */
function readAperture(clap: Buffer, size: { width: number; height: number }) {
  const fraction = (at: number) => clap.readInt32BE(at) / clap.readInt32BE(at + 4);
  const width = Math.round(fraction(0));
  const height = Math.round(fraction(8));
  const left = Math.round((size.width - width) / 2 + fraction(16));
  const top = Math.round((size.height - height) / 2 + fraction(24));
  const inside = left >= 0 && top >= 0 && left + width <= size.width && top + height <= size.height;
  if (!(inside && width > 0 && height > 0)) throw damagedContainer();
  return { left, top, width, height };
}

/** Of all matrices those that turn and mirror a picture by quarters; any other leaves it as it is. */
function readMatrix(matrix: Buffer): Pick<Placement, "turn" | "mirror"> {
  const signs = [0, 4, 12, 16].map((at) => Math.sign(matrix.readInt32BE(at))).join();
  const known: Record<string, Pick<Placement, "turn" | "mirror">> = {
    "0,1,-1,0": { turn: 90, mirror: null },
    "-1,0,0,-1": { turn: 180, mirror: null },
    "0,-1,1,0": { turn: 270, mirror: null },
    "-1,0,0,1": { turn: 0, mirror: "flop" },
    "1,0,0,-1": { turn: 0, mirror: "flip" },
    "0,1,1,0": { turn: 90, mirror: "flop" },
    "0,-1,-1,0": { turn: 270, mirror: "flop" },
  };
  return known[signs] ?? { turn: 0, mirror: null };
}
