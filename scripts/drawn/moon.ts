import sharp from "sharp";
import { ground, svg } from "./svg.ts";

/** The moon through its phases: a GIF of twelve frames, `side` px wide and high. */
export async function moon(side: number): Promise<Buffer> {
  const r = side * 0.3;
  const c = side / 2;
  const frames = Array.from({ length: 12 }, (_, i) => {
    const phase = Math.cos((i / 12) * 2 * Math.PI);
    const light = i < 6 ? 1 : 0;
    const disc = `<circle cx="${c}" cy="${c}" r="${r}" fill="#2a2f3c"/><path d="M${c} ${c - r}A${r} ${r} 0 0 ${light} ${c} ${c + r}A${Math.abs(phase) * r} ${r} 0 0 ${phase > 0 ? 1 - light : light} ${c} ${c - r}" fill="#efe7d2"/>`;
    return sharp(Buffer.from(svg(side, side, `${ground("#0d1119")}${disc}`)))
      .png()
      .toBuffer();
  });
  return sharp(await Promise.all(frames.slice(3).concat(frames.slice(0, 3))), { join: { animated: true } })
    .gif({ delay: Array(12).fill(180) })
    .toBuffer();
}
