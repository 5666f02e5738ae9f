import { detailMessages as words } from "#messages/details.ts";
import type { Histogram } from "#picture/metadata.ts";
import { HEIGHT, histogramPaths, tones } from "./histogram-paths.ts";

const CHANNELS = ["red", "green", "blue"] as const;
const VIEW = `0 0 63 ${HEIGHT}`;
const hill = (path: string) => `${path}L63 ${HEIGHT}L0 ${HEIGHT}Z`;

/** Luminance as a hill with the channels over it, then each channel alone. Drawn on the server: no script, no picture to load. */
export function HistogramChart({ histogram }: { histogram: Histogram }) {
  const paths = histogramPaths(histogram);
  const { shadows, midtones, highlights } = tones(histogram.luminance);
  return (
    <div>
      <h3 className="mb-2 text-faded text-small">{words.histogram}</h3>
      <svg
        viewBox={VIEW}
        preserveAspectRatio="none"
        role="img"
        aria-label={words.histogramLabel(shadows, midtones, highlights)}
        className="histogram"
      >
        <path d={`M15.75 0V${HEIGHT}M31.5 0V${HEIGHT}M47.25 0V${HEIGHT}`} className="histogram-grid" />
        <path d={hill(paths.luminance)} className="histogram-light" />
        {CHANNELS.map((channel) => (
          <path key={channel} d={paths[channel]} className={`histogram-${channel}`} />
        ))}
      </svg>
      <div aria-hidden="true">
        <div className="histogram-scale" />
        <p className="measured mt-1 flex flex-wrap justify-between gap-x-3 text-faded text-small">
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
        <div className="mt-3 grid grid-cols-3 gap-2">
          {CHANNELS.map((channel) => (
            <div key={channel} className="text-faded text-small">
              <svg aria-hidden="true" viewBox={VIEW} preserveAspectRatio="none" className="histogram histogram-small">
                <path d={hill(paths[channel])} className={`histogram-${channel}`} />
              </svg>
              {words.channels[channel]}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
