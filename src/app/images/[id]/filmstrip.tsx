import type { CSSProperties } from "react";
import { hooks } from "#components/page-hooks.ts";
import { formatSeconds } from "#format/time.ts";
import { filmstripMessages as words } from "#messages/picture.ts";
import { FILMSTRIP_FRAMES, filmstripCell, filmstripLength } from "#picture/filmstrip-layout.ts";
import type { Size } from "#picture/output-size.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";
import type { ChosenFrame } from "./chosen-frame.ts";
import { pictureAddress } from "./picture-address.ts";

/** px, of a small frame's long side on the page */
const SHOWN = 80;

interface FilmstripProps {
  id: string;
  format: string | null;
  chosen: ChosenFrame;
  /** of the sheet, which its links keep */
  order: GalleryOrder;
}

/** Some of the frames or pages, each a link that shows it large; earlier and later ones behind links of their own. */
export function Filmstrip({ id, format, chosen, order }: FilmstripProps) {
  const { page, from, frames, sizes, delays, loop, first } = chosen;
  const kind = format === "tiff" ? "page" : "frame";
  const count = filmstripLength(frames, from);
  const cell = filmstripCell(first, sizes !== null);
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
    <nav {...hooks("own-keys", "own-pointer")} aria-label={words.title[kind]} className="filmstrip">
      <p className="filmstrip-facts">
        <span className="measured">{facts.filter(Boolean).join(" · ")}</span>
        {from > 0 && (
          <a {...hooks("soft")} href={address(`${keep}from=${from - FILMSTRIP_FRAMES}`)}>
            {words.earlier(from - FILMSTRIP_FRAMES + 1, from)}
          </a>
        )}
        {from + count < frames && (
          <a {...hooks("soft")} href={address(`${keep}from=${from + count}`)}>
            {words.later(from + count + 1, Math.min(frames, from + count + FILMSTRIP_FRAMES))}
          </a>
        )}
        {page !== null && (
          <>
            <a {...hooks("soft")} href={address(from > 0 ? `from=${from}` : "")}>
              {words.whole(kind)}
            </a>
            <a href={`/api/images/${id}/convert?format=png&page=${page}`} download>
              {words.download(page + 1, kind)}
            </a>
          </>
        )}
      </p>
      <ol>
        {Array.from({ length: count }, (_, position) => {
          const index = from + position;
          return (
            <li key={index}>
              <a
                {...hooks("soft")}
                href={address(
                  `page=${index}${from === Math.floor(index / FILMSTRIP_FRAMES) * FILMSTRIP_FRAMES ? "" : `&from=${from}`}`,
                )}
                aria-current={index === page ? "true" : undefined}
              >
                <img src={`/api/images/${id}/strip?from=${from}`} alt="" style={shown(cell, position, count)} />
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
function shown(cell: Size, position: number, count: number): CSSProperties {
  const scale = Math.min(1, SHOWN / Math.max(cell.width, cell.height));
  const at = count === 1 ? 0 : (position / (count - 1)) * 100;
  return {
    width: Math.max(1, Math.round(cell.width * scale)),
    height: Math.max(1, Math.round(cell.height * scale)),
    objectPosition: `0 ${at.toFixed(4)}%`,
  };
}
