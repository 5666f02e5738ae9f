/**
 * What our encoders (libvips 8.18, and our own hand for IPTC and gain maps) write into which format: the conversion and
 * what is told of it beforehand read the same table. It imports nothing of Node.
 */
export const ENCODER_SUPPORT = {
  exif: ["jpeg", "png", "webp", "avif"],
  xmp: ["jpeg", "png", "webp", "avif", "tiff"],
  iptc: ["jpeg"],
  /** more than 8 bits a sample */
  deep: ["png", "tiff"],
  /** one channel for pictures without colour */
  grey: ["jpeg", "png", "tiff"],
  /** a colour profile, and so more colours than sRGB has */
  profile: ["jpeg", "png", "webp", "avif", "tiff"],
  gainMap: ["jpeg"],
} as const satisfies Record<string, readonly string[]>;

export function canHold(format: string, what: keyof typeof ENCODER_SUPPORT): boolean {
  return (ENCODER_SUPPORT[what] as readonly string[]).includes(format);
}
