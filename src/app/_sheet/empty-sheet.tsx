import type { CSSProperties } from "react";
import { sheet } from "../../words.ts";

/** Of the frames after the one with the sentence in it. */
const SHAPES = [1.5, 0.75, 1.5, 1.33, 0.75, 1.78, 1.5, 1, 1.5, 0.75, 1.78, 1.5];
const shape = (ratio: number) => ({ "--ratio": ratio }) as CSSProperties;

/** An empty sheet is not blank: it has its frames already, and the first one says what will be in them. */
export function EmptySheet() {
  return (
    <section aria-labelledby="pictures" className="frames fading mt-8">
      <div className="frame" style={shape(2.3)}>
        <div className="frame-picture open">
          <div className="max-w-[22rem] px-2">
            <h2 id="pictures" className="font-semibold text-ink text-large">
              {sheet.emptyTitle}
            </h2>
            <p className="text-base">{sheet.emptyText}</p>
          </div>
        </div>
        <p aria-hidden="true" className="frame-name">
          <span>1</span>
        </p>
      </div>
      {SHAPES.map((ratio, i) => (
        <div key={`${i}-${ratio}`} aria-hidden="true" className="frame" style={shape(ratio)}>
          <div className="frame-picture open" />
          <p className="frame-name">
            <span>{i + 2}</span>
          </p>
        </div>
      ))}
    </section>
  );
}
