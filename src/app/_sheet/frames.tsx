"use client";

import type { CSSProperties, ReactElement } from "react";
import { IdForm } from "../../components/id-form.tsx";
import { markSpan } from "../../components/mark-span.tsx";
import { site } from "../../words.ts";
import { deleteImage, retryImage } from "../actions.ts";
import type { FrameView, Picture } from "./frame-view.ts";

/** The first ones are in view: the browser need not find that out first. */
const EAGER = 8;

interface FramesProps {
  frames: FrameView[];
  firstNumber: number;
  /** the address of this page of the sheet, to come back to */
  from: string;
}

/**
 * The frames of one page. A client component for the server's sake: what is sent is the views above and not each
 * element a second time. The parts are functions: a component more in each frame costs the page sixty.
 */
export function Frames({ frames, firstNumber, from }: FramesProps) {
  return (
    <ol start={firstNumber} className="frames">
      {frames.map((frame, i) => (
        <li key={frame.id} className="frame" style={{ "--ratio": frame.ratio } as CSSProperties}>
          <a href={`/images/${frame.id}`} data-soft="" title={frame.name}>
            {frame.picture ? picture(frame.picture, i < EAGER) : state(frame)}
            <div className="frame-name">
              <span>{firstNumber + i}</span>
              <b>{frame.name}</b>
            </div>
          </a>
          {frame.failed === null ? facts(frame) : failed(frame, frame.failed, from)}
        </li>
      ))}
    </ol>
  );
}

function picture({ src, width, height, look, placeholder }: Picture, eager: boolean): ReactElement {
  return (
    <div className={look} style={placeholder === null ? undefined : { backgroundImage: `url(${placeholder})` }}>
      <img src={src} width={width} height={height} alt="" loading={eager ? undefined : "lazy"} decoding="async" />
    </div>
  );
}

function state(frame: FrameView): ReactElement {
  return <div className={frame.failed === null ? "frame-picture open" : "frame-picture open bad"}>{frame.state}</div>;
}

function facts(frame: FrameView): ReactElement {
  return (
    <div className="frame-facts">
      <span>{frame.facts}</span>
      {frame.marks.map(markSpan)}
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
