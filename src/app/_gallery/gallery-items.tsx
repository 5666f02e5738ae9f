"use client";

import type { CSSProperties, ReactElement, ReactNode } from "react";
import { Selection } from "#app/_selection/selection.tsx";
import { deleteImage, retryImage } from "#app/actions.ts";
import { IdForm } from "#components/id-form.tsx";
import { markSpan } from "#components/mark-span.tsx";
import { thumbhashPlaceholder } from "#components/thumbhash-placeholder.ts";
import { STEPS } from "#web/gallery/gallery-query.ts";
import { choosing, site } from "#words.ts";
import type { FrameView, Picture } from "./gallery-item.ts";

/** The first ones are in view: the browser need not find that out first. */
const EAGER = 8;

interface FramesProps {
  frames: FrameView[];
  firstNumber: number;
  /** the order of the sheet as the part of an address: pictures are gone through in it */
  order: string;
  /** true where no picture of this order is on another page */
  whole: boolean;
  /** the address of this page of the sheet, to come back to */
  from: string;
  /** what stands above the frames */
  children: ReactNode;
}

/**
 * The frames of one page. A client component for the server's sake: what is sent is the views above and not each
 * element a second time. The parts are functions: a component more in each frame costs the page sixty.
 */
export function Frames({ frames, firstNumber, order, whole, from, children }: FramesProps) {
  const query = order === "" ? "" : `?${order}`;
  return (
    <>
      <div className="sheet-tools">
        {children}
        <Selection frames={frames} order={order} whole={whole} />
      </div>
      <ol start={firstNumber} className="frames">
        {frames.map((frame, i) => (
          <li
            key={frame.id}
            id={STEPS.some((step) => step === i) ? `picture-${i}` : undefined}
            className="frame"
            style={{ "--ratio": frame.ratio } as CSSProperties}
          >
            <input type="checkbox" name="ids" value={frame.id} form="chosen" aria-label={choosing.choose(frame.name)} />
            <a href={`/images/${frame.id}${query}`} data-soft="" title={frame.name}>
              {frame.picture ? picture(frame.id, frame.picture, i < EAGER) : state(frame)}
              <div className="frame-name">
                <span>{firstNumber + i}</span>
                <b>{frame.name}</b>
              </div>
            </a>
            {frame.failed === undefined ? facts(frame) : failed(frame, frame.failed, from)}
          </li>
        ))}
      </ol>
    </>
  );
}

function picture(id: string, { width, height, look, hash }: Picture, eager: boolean): ReactElement {
  const placeholder = hash === undefined ? null : thumbhashPlaceholder(hash);
  return (
    <div
      className={look === undefined ? "frame-picture" : `frame-picture ${look}`}
      style={placeholder === null ? undefined : { backgroundImage: `url(${placeholder})` }}
    >
      <img
        src={`/api/images/${id}/thumbnail`}
        width={width}
        height={height}
        alt=""
        loading={eager ? undefined : "lazy"}
        decoding="async"
      />
    </div>
  );
}

function state(frame: FrameView): ReactElement {
  return (
    <div className={frame.failed === undefined ? "frame-picture open" : "frame-picture open bad"}>{frame.state}</div>
  );
}

function facts(frame: FrameView): ReactElement {
  return (
    <div className="frame-facts">
      <span>{frame.facts}</span>
      {frame.marks?.map(markSpan)}
    </div>
  );
}

function failed({ id, name }: FrameView, detail: string, from: string): ReactElement {
  const same = { id, name, from, className: "button-small" };
  return (
    <>
      <p className="wrap-anywhere">{detail}</p>
      <div className="mt-1.5 flex flex-wrap gap-2">
        <IdForm action={retryImage} label={site.retry} {...same} />
        <IdForm action={deleteImage} label={site.remove} {...same} />
      </div>
    </>
  );
}
