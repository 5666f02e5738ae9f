import type { CSSProperties } from "react";
import { trySamples } from "#app/actions.ts";
import { sampleMessages, sheetMessages } from "#messages/gallery.ts";
import { SAMPLES } from "#web/gallery/samples.ts";

/** Of the open frames after the samples. */
const SHAPES = [1.33, 0.75, 1.5, 1.78, 0.75, 1.5, 1.33, 1, 1.5, 0.75, 1.78, 1.5, 1.33];
const shape = (ratio: number) => ({ "--ratio": ratio }) as CSSProperties;

/** An empty sheet is not blank: three samples lie on it to be tried, and its frames are there already. */
export function EmptySheet() {
  return (
    <section aria-labelledby="pictures" className="empty">
      <div className="empty-words">
        <div>
          <h2 id="pictures" className="font-semibold text-large">
            {sheetMessages.emptyTitle}
          </h2>
          <p className="text-faded">{sheetMessages.emptyText}</p>
        </div>
        <form action={trySamples}>
          <button type="submit" className="button">
            {sampleMessages.try}
          </button>
        </form>
      </div>
      <div className="frames fading">
        {SAMPLES.map(({ name, small, ratio }, i) => (
          <figure key={name} className="frame" style={shape(ratio)}>
            <div className="frame-picture clear">
              <img src={small} width={Math.round(240 * ratio)} height={240} alt="" />
            </div>
            <figcaption>
              <span className="frame-name">
                <span aria-hidden="true">{i + 1}</span>
                <b>{name}</b>
              </span>
              <span className="frame-facts">{sampleMessages.about[name]}</span>
            </figcaption>
          </figure>
        ))}
        {SHAPES.map((ratio, i) => (
          <div key={`${i}-${ratio}`} aria-hidden="true" className="frame" style={shape(ratio)}>
            <div className="frame-picture open" />
            <p className="frame-name">
              <span>{SAMPLES.length + i + 1}</span>
            </p>
          </div>
        ))}
      </div>
    </section>
  );
}
