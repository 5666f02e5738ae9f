import type { CSSProperties } from "react";
import { sheet } from "../../words.ts";

const SHAPES = [1.5, 0.75, 1.5, 1.33, 0.75, 1.78, 1.5, 1, 1.5, 0.75, 1.78, 1.5, 1.33, 1.5];

/** An empty sheet is not blank: it has its frames already. */
export function EmptySheet() {
  return (
    <section aria-labelledby="pictures" className="relative mt-8">
      <div aria-hidden="true" className="frames fading">
        {SHAPES.map((ratio, i) => (
          <div key={i} className="frame" style={{ "--ratio": ratio } as CSSProperties}>
            <div className="frame-picture open" />
            <p className="frame-name">
              <span>{i + 1}</span>
            </p>
          </div>
        ))}
      </div>
      <div className="absolute inset-0 grid place-items-center p-4">
        <div className="max-w-[26rem] rounded-panel border border-line bg-paper px-6 py-4 text-center">
          <h2 id="pictures" className="font-semibold text-large">
            {sheet.emptyTitle}
          </h2>
          <p className="text-faded">{sheet.emptyText}</p>
        </div>
      </div>
    </section>
  );
}
