const UNITS = ["B", "KB", "MB", "GB", "TB"] as const;

/** Powers of ten: 1 KB is 1000 B. `12.6 MB`, `312 KB`, `0 B`. */
export function formatBytes(bytes: number): string {
  const unit = unitOf(bytes);
  return `${inUnit(bytes, unit)} ${UNITS[unit]}`;
}

/** Both in the unit of the whole: `8.1 of 12.6 MB`. The digits after the point stay, so that the text keeps its width. */
export function formatProgress(sent: number, total: number): string {
  const unit = unitOf(total);
  const digits = unit === 0 || total / 1000 ** unit >= 100 ? 0 : 1;
  const part = (Math.min(sent, total) / 1000 ** unit).toFixed(digits);
  return `${part} of ${(total / 1000 ** unit).toFixed(digits)} ${UNITS[unit]}`;
}

/** The largest unit whose number, once rounded, is at least 1: 999 960 B is 1 MB, not 1000 KB. */
function unitOf(bytes: number): number {
  let unit = 0;
  while (unit < UNITS.length - 1 && Number(inUnit(bytes, unit)) >= 1000) unit++;
  return unit;
}

/** One digit after the point where the number is small enough for it to matter, none for bytes. */
function inUnit(bytes: number, unit: number): string {
  const value = bytes / 1000 ** unit;
  const digits = unit === 0 || value >= 100 || (unit === 1 && value >= 10) ? 0 : 1;
  return String(Number(value.toFixed(digits)));
}
