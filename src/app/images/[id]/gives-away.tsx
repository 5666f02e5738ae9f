import type { Warning } from "../../../imaging/metadata.ts";
import { advice, image as words } from "../../../words.ts";

/** Plain sentences, each with what to do. */
export function GivesAway({ warnings }: { warnings: Warning[] }) {
  const told = warnings.filter((warning) => warning.code !== "metadata_cut");
  return (
    <section aria-labelledby="gives-away">
      <h2 id="gives-away" className="mb-3 scroll-mt-6 font-semibold text-large">
        {words.givesAway}
      </h2>
      {told.length === 0 ? (
        <p className="text-faded">{words.givesNothing}</p>
      ) : (
        <ul className="space-y-3">
          {told.map((warning) => (
            <li key={warning.code} className="flex gap-3">
              <span
                aria-hidden="true"
                className={`mark mt-[0.3rem] ${warning.code === "location" ? "mark-place" : "mark-warn"} self-start`}
              />
              <span className="wrap-anywhere">
                {warning.detail} <span className="text-faded">{advice[warning.code]}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
