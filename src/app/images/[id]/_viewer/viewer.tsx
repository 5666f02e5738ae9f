"use client";

import { type ComponentType, useEffect, useRef, useState } from "react";
import { useStore } from "#components/use-store.ts";
import { viewerMessages as words } from "#messages/picture.ts";
import { shownResult } from "./shown-result.ts";
import type { ViewControl } from "./view-control.ts";
import type { ViewerLayersProps } from "./viewer-layers.tsx";
import type { ViewerProps } from "./viewer-props.ts";

interface Loaded {
  control: ViewControl;
  Layers: ComponentType<ViewerLayersProps>;
}

/**
 * The picture in its window. What zooms it, and what is laid over it, is loaded when somebody points at it or a result is
 * there to be compared; until then, and without script, it is a plain picture.
 */
export function Viewer(props: ViewerProps) {
  const { natural, children } = props;
  const stage = useRef<HTMLDivElement>(null);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [playing, setPlaying] = useState(false);
  const compares = useStore(shownResult) !== null;
  const waiting = useRef<Promise<Loaded | null> | null>(null);

  const load = (): Promise<Loaded | null> => {
    waiting.current ??= Promise.all([import("./view-control.ts"), import("./viewer-layers.tsx")]).then(
      ([{ createViewControl }, { ViewerLayers }]) => {
        const box = stage.current?.querySelector("img");
        if (!stage.current || !box) return null;
        const ready = { control: createViewControl(stage.current, box, natural), Layers: ViewerLayers };
        setLoaded(ready);
        return ready;
      },
      () => {
        waiting.current = null; // the next time somebody points at it
        return null;
      },
    );
    return waiting.current;
  };

  useEffect(() => () => void waiting.current?.then((ready) => ready?.control.end()), []);
  useEffect(() => {
    if (compares) void load();
  }, [compares]);

  const act = (work: (control: ViewControl) => void) => () => void load().then((ready) => ready && work(ready.control));
  const begin = () => void load();
  return (
    <div className="viewer">
      <section
        ref={stage}
        className="viewer-stage"
        aria-label={words.label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the keys + - 0 1, and the arrows while it is zoomed
        tabIndex={0}
        onPointerEnter={begin}
        onFocus={begin}
      >
        {children}
        {loaded && <loaded.Layers {...props} control={loaded.control} playing={playing} />}
      </section>
      <div className="viewer-tools scripted">
        <button type="button" className="button" onClick={act((control) => control.fit())}>
          {words.fit}
        </button>
        <button
          type="button"
          className="button"
          aria-label={words.actualName}
          onClick={act((control) => control.actual())}
        >
          {words.actual}
        </button>
        <button
          type="button"
          className="button button-icon"
          aria-label={words.further}
          onClick={act((control) => control.zoomBy(1 / 1.5))}
        >
          −
        </button>
        <button
          type="button"
          className="button button-icon"
          aria-label={words.closer}
          onClick={act((control) => control.zoomBy(1.5))}
        >
          +
        </button>
        <span className="measured viewer-percent">{loaded && <Percent control={loaded.control} />}</span>
        {props.full.moves && (
          <button
            type="button"
            className="button"
            aria-pressed={playing}
            onClick={() => {
              setPlaying(!playing);
              begin();
            }}
          >
            {playing ? words.stop : words.play}
          </button>
        )}
      </div>
    </div>
  );
}

function Percent({ control }: { control: ViewControl }) {
  const percent = useStore(control.view, control.percent);
  return <output aria-label={words.zoom}>{words.percent(percent)}</output>;
}
