import type { CSSProperties } from "react";
import { trySamples } from "#app/actions.ts";
import { sampleMessages, sheetMessages } from "#messages/gallery.ts";
import { SAMPLES } from "#web/gallery/samples.ts";

/** Of the open items after the samples, width by height. */
const SHAPES = [1.33, 0.75, 1.5, 1.78, 0.75, 1.5, 1.33, 1, 1.5, 0.75, 1.78, 1.5, 1.33];
const shape = (ratio: number) => ({ "--ratio": ratio }) as CSSProperties;

/** An empty sheet is not blank: three samples lie on it to be tried, and open items follow them. */
export function EmptySheet() {
  return (
    <section aria-labelledby="pictures" className="empty-sheet">
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
      <div className="gallery-items fading">
        {SAMPLES.map(({ name, small, ratio }, i) => (
          <figure key={name} className="gallery-item" style={shape(ratio)}>
            <div className="item-picture clear">
              <img src={small} width={Math.round(240 * ratio)} height={240} alt="" />
            </div>
            <figcaption>
              <span className="item-name">
                <span aria-hidden="true">{i + 1}</span>
                <b>{name}</b>
              </span>
              <span className="item-facts">{sampleMessages.about[name]}</span>
            </figcaption>
          </figure>
        ))}
        {SHAPES.map((ratio, i) => (
          <div key={`${i}-${ratio}`} aria-hidden="true" className="gallery-item" style={shape(ratio)}>
            <div className="item-picture open" />
            <p className="item-name">
              <span>{SAMPLES.length + i + 1}</span>
            </p>
          </div>
        ))}
      </div>
    </section>
  );
}
