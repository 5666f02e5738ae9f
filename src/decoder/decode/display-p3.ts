import { sharp } from "#decoder/sharp-setup.ts";

/** ITU-T H.273, ColourPrimaries: SMPTE EG 432-1, those of Display P3 */
export const P3_PRIMARIES = 12;

/** The profile of Display P3 that libvips has inside: for files that name their colours by a number. */
export async function displayP3(): Promise<Buffer | null> {
  const dot = sharp({ create: { width: 1, height: 1, channels: 3, background: "white" } });
  return (await sharp(await dot.withIccProfile("p3").png().toBuffer()).metadata()).icc ?? null;
}
