import type { Histogram } from "../../../imaging/metadata.ts";
import { facts as words } from "../../../words.ts";
import { HEIGHT, histogramPaths, tones } from "./histogram-paths.ts";

/** Luminance as a hill, the channels as lines over it. Drawn on the server: no script, no picture to load. */
export function HistogramChart({ histogram }: { histogram: Histogram }) {
  const paths = histogramPaths(histogram);
  const { shadows, midtones, highlights } = tones(histogram.luminance);
  return (
    <div>
      <h3 className="mb-2 text-faded text-small">{words.histogram}</h3>
      <svg
        viewBox={`0 0 63 ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={words.histogramLabel(shadows, midtones, highlights)}
        className="histogram"
      >
        <path d={`${paths.luminance}L63 ${HEIGHT}L0 ${HEIGHT}Z`} className="histogram-light" />
        <path d={paths.red} className="histogram-red" />
        <path d={paths.green} className="histogram-green" />
        <path d={paths.blue} className="histogram-blue" />
      </svg>
      <p aria-hidden="true" className="measured mt-1 flex flex-wrap justify-between gap-x-3 text-faded text-small">
        <span>
          {words.shadows} {shadows} %
        </span>
        <span>
          {words.midtones} {midtones} %
        </span>
        <span>
          {words.highlights} {highlights} %
        </span>
      </p>
    </div>
  );
}
