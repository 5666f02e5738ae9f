import type { CSSProperties, ReactElement } from "react";
import { formatBytes } from "../../components/format-bytes.ts";
import { formatMegapixels } from "../../components/format-pixels.ts";
import { IdForm } from "../../components/id-form.tsx";
import { pagesMark, warningMarks } from "../../components/marks.tsx";
import { thumbhashPlaceholder } from "../../components/thumbhash-placeholder.ts";
import { formatOf } from "../../imaging/formats.ts";
import type { ImageView } from "../../web/image-view.ts";
import { site, frame as words } from "../../words.ts";
import { deleteImage, retryImage } from "../actions.ts";

/** Narrower or wider than this, a picture is shown whole in a frame of this shape. */
const NARROWEST = 0.75;
const WIDEST = 2.4;
/** px: icons and the like are shown at their size, not blown up */
const SMALL = 160;

interface FrameProps {
  image: ImageView;
  number: number;
  eager: boolean;
  /** the page that it is on, to come back to */
  from: string;
}

/** One picture on the sheet. Called as a function: sixty of them, and each component on the way costs the page. */
export function Frame({ image, number, eager, from }: FrameProps): ReactElement {
  const { id, name, width, height } = image;
  const known = image.status === "ready" && width !== null && height !== null;
  const ratio = known ? Math.max(NARROWEST, Math.min(WIDEST, width / height)) : 1.5;
  return (
    <li key={id} className="frame" style={{ "--ratio": Number(ratio.toFixed(3)) } as CSSProperties}>
      <a href={`/images/${id}`} data-soft="" title={name}>
        {known ? picture(image, width, height, ratio, eager) : unfinished(image)}
        <div className="frame-name">
          <span>{number}</span>
          <b>{name}</b>
        </div>
      </a>
      {image.status === "failed" ? failed(image, from) : facts(image)}
    </li>
  );
}

function picture(image: ImageView, width: number, height: number, ratio: number, eager: boolean): ReactElement {
  const fits = Math.abs(width / height - ratio) < 0.01;
  const small = Math.max(width, height) < SMALL;
  const placeholder = fits && !small && image.thumbhash !== null ? thumbhashPlaceholder(image.thumbhash) : null;
  const look = `frame-picture${image.hasAlpha ? " clear" : ""}${small ? " small" : ""}`;
  return (
    <div className={look} style={placeholder === null ? undefined : { backgroundImage: `url(${placeholder})` }}>
      <img
        src={image.links.thumbnail}
        width={width}
        height={height}
        alt=""
        loading={eager ? undefined : "lazy"}
        decoding="async"
      />
    </div>
  );
}

function unfinished(image: ImageView): ReactElement {
  const text =
    image.status === "pending" ? words.pending : image.status === "processing" ? words.processing : words.failed;
  return <div className={image.status === "failed" ? "frame-picture open bad" : "frame-picture open"}>{text}</div>;
}

function facts(image: ImageView): ReactElement {
  const { width, height } = image;
  const pixels = width !== null && height !== null ? formatMegapixels(width, height) : null;
  const format = image.status === "ready" ? (formatOf(image.format)?.name ?? image.format) : null;
  return (
    <div className="frame-facts">
      <span>
        {[format, pixels, formatBytes(image.bytes)]
          .filter((fact) => fact !== null)
          .map(whole)
          .join(" · ")}
      </span>
      {warningMarks(image.warnings)}
      {pagesMark(image)}
    </div>
  );
}

/** A number stays with its unit. */
function whole(fact: string): string {
  return fact.replace(" ", "\u00a0");
}

function failed(image: ImageView, from: string): ReactElement {
  return (
    <>
      <p className="wrap-anywhere">{image.error?.detail}</p>
      <div className="mt-1.5 flex flex-wrap gap-2">
        <IdForm
          action={retryImage}
          id={image.id}
          from={from}
          name={image.name}
          className="button-small"
          label={site.retry}
        />
        <IdForm
          action={deleteImage}
          id={image.id}
          from={from}
          name={image.name}
          className="button-small"
          label={site.remove}
        />
      </div>
    </>
  );
}
