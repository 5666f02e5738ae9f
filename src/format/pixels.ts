/** `12.2 MP`, `0.3 MP`; under a hundredth of a megapixel, the pixels themselves: `64 px`. */
export function formatMegapixels(width: number, height: number): string {
  const megapixels = (width * height) / 1e6;
  if (megapixels < 0.01) return `${width * height} px`;
  const digits = megapixels >= 100 ? 0 : megapixels >= 0.1 ? 1 : 2;
  return `${Number(megapixels.toFixed(digits))} MP`;
}

/** `4032 × 3024 px` */
export function formatSize(width: number, height: number): string {
  return `${width} × ${height} px`;
}
