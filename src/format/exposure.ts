/**
 * Seconds as photographers write them: `1/125 s`, `0.5 s`, `30 s`. A fraction under a quarter of a second, as
 * cameras show it.
 */
export function formatExposureTime(seconds: number): string | null {
  if (!Number.isFinite(seconds) || seconds <= 0) return null;
  if (seconds < 0.25001) return `1/${Math.round(1 / seconds)} s`;
  return `${round(seconds, 1)} s`;
}

/** `f/2.8`, `f/11`; null for the 0 that lenses without contacts leave behind. */
export function formatAperture(fNumber: number): string | null {
  if (!Number.isFinite(fNumber) || fNumber <= 0) return null;
  return `f/${round(fNumber, fNumber < 1 ? 2 : 1)}`;
}

/** `ISO 200`; null for 0, which means "not known". */
export function formatIso(iso: number): string | null {
  return Number.isFinite(iso) && iso > 0 ? `ISO ${Math.round(iso)}` : null;
}

/** `35 mm`, and `4.2 mm (28 mm on full frame)` where both are known and differ. */
export function formatFocalLength(focalLength: number | null, fullFrame: number | null): string | null {
  const own = focalLength !== null && focalLength > 0 ? round(focalLength, 1) : null;
  const equal = fullFrame !== null && fullFrame > 0 ? round(fullFrame, 0) : null;
  if (own === null) return equal === null ? null : `${equal} mm on full frame`;
  return equal === null || equal === own ? `${own} mm` : `${own} mm (${equal} mm on full frame)`;
}

/** `+0.3 EV`, `−1 EV`, `0 EV` */
export function formatExposureBias(ev: number): string | null {
  if (!Number.isFinite(ev)) return null;
  const value = round(ev, 1);
  return `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(value)} EV`;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
