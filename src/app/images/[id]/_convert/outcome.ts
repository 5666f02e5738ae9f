import { formatBytes } from "#format/bytes.ts";
import { formatSize } from "#format/pixels.ts";
import { liveConvertMessages as live, convertMessages as words } from "#messages/convert.ts";
import type { Size } from "#picture/output-size.ts";
import type { MadeConversion } from "./convert-request.ts";

/** `2.4 MB → 312 KB · 87 % smaller · 1600 × 1067 px · 0.4 s` */
export function outcomeOf(
  before: number,
  { body, took }: Pick<MadeConversion, "body" | "took">,
  size: Size | null,
): string {
  const percent = Math.round((1 - body.size / before) * 100);
  const change = percent === 0 ? null : percent > 0 ? words.smaller(percent) : words.larger(-percent);
  const parts = [
    words.done(formatBytes(before), formatBytes(body.size)),
    change,
    size && formatSize(size.width, size.height),
    took < 50 ? live.atOnce : live.took((took / 1000).toFixed(took < 9_950 ? 1 : 0)),
  ];
  return parts.filter(Boolean).join(" · ");
}
