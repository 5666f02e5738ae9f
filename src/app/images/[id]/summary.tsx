import type { ReactNode } from "react";
import { markSpan } from "#components/mark-span.tsx";
import { warningMarks } from "#components/marks.ts";
import { hooks } from "#components/page-hooks.ts";
import { formatBytes } from "#format/bytes.ts";
import { formatMegapixels } from "#format/pixels.ts";
import { imageMessages as words } from "#messages/picture.ts";
import { formatOf } from "#picture/formats.ts";
import type { ImageView } from "#web/responses/image-view.ts";

interface SummaryProps {
  image: ImageView;
  /** the address of the sheet as it was sorted */
  sheet: string;
  /** the way to the pictures beside it */
  children: ReactNode;
}

/** The name, and what it is in one line. */
export function Summary({ image, sheet, children }: SummaryProps) {
  const { width, height } = image;
  const facts = [
    formatOf(image.format)?.name ?? image.format,
    width !== null && height !== null ? formatMegapixels(width, height) : null,
    formatBytes(image.bytes),
  ];
  const given = warningMarks(image.warnings);
  return (
    <div className="picture-title">
      <div className="flex items-center justify-between gap-4 text-small">
        <a href={sheet} {...hooks("soft", "back")} className="back-link">
          {words.back}
        </a>
        {children}
      </div>
      <h1 className="wrap-anywhere font-semibold text-title">{image.name}</h1>
      <p className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-faded text-small">
        <span className="measured">{facts.filter(Boolean).join(" · ")}</span>
        {given.length > 0 && (
          <a href="#gives-away" className="flex min-h-11 flex-wrap items-center gap-x-3 no-underline hover:underline">
            {given.map(markSpan)}
          </a>
        )}
      </p>
    </div>
  );
}
