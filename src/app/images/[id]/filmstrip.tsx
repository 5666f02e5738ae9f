import type { CSSProperties } from "react";
import { formatSeconds } from "#format/time.ts";
import { STRIP_FRAMES, stripCell, stripLength } from "#picture/filmstrip-layout.ts";
import type { Size } from "#picture/output-size.ts";
import type { SheetOrder } from "#web/gallery/gallery-order.ts";
import { frames as words } from "#words.ts";
import type { ChosenFrame } from "./chosen-frame.ts";
import { pictureAddress } from "./picture-address.ts";

/** px, of a small frame's long side on the page */
const SHOWN = 80;

interface FrameStripProps {
  id: string;
  format: string | null;
  chosen: ChosenFrame;
  /** of the sheet, which its links keep */
  order: SheetOrder;
}

/** Some of the frames or pages, each a link that shows it large; earlier and later ones behind links of their own. */
export function FrameStrip({ id, format, chosen, order }: FrameStripProps) {
  const { page, from, frames, sizes, delays, loop, first } = chosen;
  const kind = format === "tiff" ? "page" : "frame";
  const count = stripLength(frames, from);
  const cell = stripCell(first, sizes !== null);
  const address = (query: string) => pictureAddress(order, id, query);
  const keep = page === null ? "" : `page=${page}&`;
  const total = delays?.reduce((sum, delay) => sum + delay, 0);
  const facts = [
    words.count(frames, kind),
    total === undefined ? null : formatSeconds(total),
    loop === null ? null : words.plays(loop),
  ];
  const label = (index: number) => {
    const size = sizes?.[index];
    const delay = delays?.[index];
    return size ? words.size(size[0], size[1]) : delay === undefined ? null : formatSeconds(delay);
  };
  return (
    <nav aria-label={words.title[kind]} className="strip">
      <p className="strip-facts">
        <span className="measured">{facts.filter(Boolean).join(" · ")}</span>
        {from > 0 && (
          <a data-soft="" href={address(`${keep}from=${from - STRIP_FRAMES}`)}>
            {words.earlier(from - STRIP_FRAMES + 1, from)}
          </a>
        )}
        {from + count < frames && (
          <a data-soft="" href={address(`${keep}from=${from + count}`)}>
            {words.later(from + count + 1, Math.min(frames, from + count + STRIP_FRAMES))}
          </a>
        )}
        {page !== null && (
          <>
            <a data-soft="" href={address(from > 0 ? `from=${from}` : "")}>
              {words.whole(kind)}
            </a>
            <a href={`/api/images/${id}/convert?format=png&page=${page}`} download>
              {words.download(page + 1, kind)}
            </a>
          </>
        )}
      </p>
      <ol>
        {Array.from({ length: count }, (_, place) => {
          const index = from + place;
          return (
            <li key={index}>
              <a
                data-soft=""
                href={address(
                  `page=${index}${from === Math.floor(index / STRIP_FRAMES) * STRIP_FRAMES ? "" : `&from=${from}`}`,
                )}
                aria-current={index === page ? "true" : undefined}
              >
                <img src={`/api/images/${id}/strip?from=${from}`} alt="" style={shown(cell, place, count)} />
                <span>
                  <span className="sr-only">{words.one[kind]} </span>
                  {index + 1} <span className="text-faded">{label(index)}</span>
                </span>
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

/** All frames are in one file, under each other: each link shows its part. */
function shown(cell: Size, place: number, count: number): CSSProperties {
  const scale = Math.min(1, SHOWN / Math.max(cell.width, cell.height));
  const at = count === 1 ? 0 : (place / (count - 1)) * 100;
  return {
    width: Math.max(1, Math.round(cell.width * scale)),
    height: Math.max(1, Math.round(cell.height * scale)),
    objectPosition: `0 ${at.toFixed(4)}%`,
  };
}
