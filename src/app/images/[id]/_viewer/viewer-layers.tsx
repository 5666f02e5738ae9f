"use client";

import { type CSSProperties, useEffect, useState } from "react";
import { useStore } from "#components/use-store.ts";
import { viewerMessages as words } from "#messages/picture.ts";
import { type ShownResult, shownResult } from "./shown-result.ts";
import { SplitLine } from "./split-line.tsx";
import type { ViewControl } from "./view-control.ts";
import type { ViewerProps } from "./viewer-props.ts";

export interface ViewerLayersProps extends Omit<ViewerProps, "children"> {
  control: ViewControl;
  playing: boolean;
}

/** A result that is decoded and can be shown at once. */
interface Decoded extends ShownResult {
  /** width by height */
  ratio: number;
  width: number;
}

/** What lies over the preview: the whole picture once it is looked at closely, and a result beside it. */
export function ViewerLayers({ control, natural, previewWidth, full, look, playing }: ViewerLayersProps) {
  const close = useStore(control.view, () => control.across() > previewWidth * 1.02);
  const [wanted, setWanted] = useState(false);
  if (close && !wanted && (previewWidth < natural.width || full.moves)) setWanted(true);
  const result = useDecoded(useStore(shownResult));
  const [split, setSplit] = useState(50);

  // What is cut otherwise than the picture is compared with the picture cut the same way, in a box of that shape.
  const other = (
    result?.before ? { "--ratio": result.ratio.toFixed(4), "--width": `${result.width}px` } : {}
  ) as CSSProperties;
  const side = (clip: string) => ({ clipPath: `inset(${clip})` });
  return (
    <>
      <div
        className="viewer-side"
        style={result ? side(`0 ${100 - split}% 0 0`) : undefined}
        data-covers={result?.before ? "" : undefined}
      >
        {(wanted || playing) && !result?.before && <Late key={full.src} src={full.src} className={look} />}
        {result?.before && <Late key={result.before} src={result.before} className={look} style={other} />}
      </div>
      {result && (
        <>
          <div className="viewer-side" data-covers="" style={side(`0 0 0 ${split}%`)}>
            <img src={result.src} alt={words.resultAlt} className={look} style={other} />
          </div>
          <span className="viewer-name" data-side="before">
            {words.original}
          </span>
          <span className="viewer-name" data-side="after">
            {words.result}
          </span>
          <SplitLine split={split} onSplit={setSplit} />
        </>
      )}
      {full.reduced && close && (
        <span className="viewer-name" data-side="note">
          {words.reduced}
        </span>
      )}
    </>
  );
}

/** A picture that shows once all of it is decoded: what lies below stays until then. */
function Late({ src, className, style }: { src: string; className: string; style?: CSSProperties }) {
  const [ready, setReady] = useState(false);
  return (
    <img
      src={src}
      alt=""
      className={className}
      style={{ ...style, visibility: ready ? undefined : "hidden" }}
      onLoad={({ currentTarget }) =>
        void currentTarget.decode().then(
          () => setReady(true),
          () => {},
        )
      }
    />
  );
}

/** The latest result that could be decoded; the one before it until then. Null for none, or for one that no browser shows. */
function useDecoded(wanted: ShownResult | null): Decoded | null {
  const [decoded, setDecoded] = useState<Decoded | null>(null);
  useEffect(() => {
    if (wanted === null) return setDecoded(null);
    let current = true;
    const picture = new Image();
    picture.src = wanted.src;
    picture.decode().then(
      () => {
        const { naturalWidth, naturalHeight } = picture;
        if (current) setDecoded({ ...wanted, ratio: naturalWidth / naturalHeight, width: naturalWidth });
      },
      () => {
        if (current) setDecoded(null);
      },
    );
    return () => {
      current = false;
    };
  }, [wanted]);
  return decoded;
}
