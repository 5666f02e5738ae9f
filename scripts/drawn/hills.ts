import type { Size } from "./svg.ts";

/** The outline of a chain of hills from left to right, closed at the bottom. */
export function hills(
  roll: () => number,
  [width, height]: Size,
  base: number,
  rise: number,
  steepness: number,
): string {
  const waves = Array.from({ length: 7 }, (_, i): [number, number, number] => [
    2 ** i * (0.7 + roll() * 0.6),
    roll() * 6.28,
    0.52 ** i,
  ]);
  let path = `M0 ${height}`;
  for (let x = 0; x <= width + 8; x += 4) {
    const t = (x / width) * steepness;
    const y = waves.reduce((sum, [speed, shift, size]) => sum + size * (1 - Math.abs(Math.sin(t * speed + shift))), 0);
    path += `L${x} ${(base - rise * y * 0.5) * height}`;
  }
  return `${path}L${width} ${height}Z`;
}
