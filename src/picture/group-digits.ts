/** `268 000 000`: digits in threes, parted by narrow no-break spaces, which every language reads. */
export function count(value: number): string {
  return value.toLocaleString("en").replaceAll(",", "\u202f");
}
