const UNITS = ["bytes", "KB", "MB", "GB", "TB"];

/** A size for a sentence, in three figures: `12.6 MB`, `312 KB`, `900 bytes`. Each unit is 1000 of the one before. */
export function sizeText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (Number(value.toPrecision(3)) >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${Number(value.toPrecision(3))} ${UNITS[unit]}`;
}
