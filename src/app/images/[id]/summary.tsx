import { formatBytes } from "../../../components/format-bytes.ts";
import { formatMegapixels } from "../../../components/format-pixels.ts";
import { formatOf } from "../../../imaging/formats.ts";
import type { ImageView } from "../../../web/image-view.ts";
import { image as words } from "../../../words.ts";

/** The name, and what it is in one line. */
export function Summary({ image }: { image: ImageView }) {
  const { width, height } = image;
  const facts = [
    formatOf(image.format)?.name ?? image.format,
    width !== null && height !== null ? formatMegapixels(width, height) : null,
    formatBytes(image.bytes),
  ];
  return (
    <div className="print-title">
      <p className="text-small">
        <a href="/" data-soft="" className="inline-block py-1.5 text-faded underline underline-offset-4 hover:text-ink">
          {words.back}
        </a>
      </p>
      <h1 className="wrap-anywhere font-semibold text-title">{image.name}</h1>
      <p className="measured mt-1 text-faded text-small">{facts.filter(Boolean).join(" · ")}</p>
    </div>
  );
}
