import { formatBytes } from "#format/bytes.ts";
import { filePartMessages as words } from "#messages/report.ts";
import type { Report } from "#picture/report/report.ts";
import type { Loaded } from "#web/pictures/load-made.ts";
import { groupBytes, type PartGroup, type PartRun, partRuns } from "./part-runs.ts";
import { PartsList } from "./parts-list.tsx";
import { StripBar } from "./strip-bar.tsx";

const GROUPS: PartGroup[] = ["picture", "facts", "pictures", "unknown"];
/** What opens when a part of the strip is pressed. */
const LIST = "file-parts";

/** The file drawn to scale, part by part, with what it is made of in words. */
export async function FileStrip({ report: coming }: { report: Promise<Loaded<Report>> }) {
  const found = await coming;
  if (!found || "refused" in found) return <p className="text-faded">{words.unread}</p>;
  const report = found.made;
  const runs = partRuns(report.parts);
  const sums = groupBytes(report.parts);
  return (
    <>
      <StripBar list={LIST} parts={runs.map((run) => ({ bytes: run.bytes, kind: run.kind, title: titleOf(run) }))} />
      <ul className="strip-legend">
        {GROUPS.filter((group) => sums[group] > 0).map((group) => (
          <li key={group}>
            <span aria-hidden="true" className={`strip-swatch strip-${group}`} />
            {words.groups[group]} <span className="measured">{formatBytes(sums[group])}</span>
          </li>
        ))}
      </ul>
      <p className="text-small">
        {report.unknown.bytes > 0 ? words.unknown(formatBytes(report.unknown.bytes)) : words.allKnown}
      </p>
      <details id={LIST}>
        <summary className="fold">{words.count(report.parts.length, formatBytes(report.bytes))}</summary>
        <PartsList list={LIST} runs={runs} discloses={report.discloses} />
      </details>
    </>
  );
}

const titleOf = ({ kind, name, count, bytes }: PartRun): string =>
  [kind === null ? words.further(count) : words.kinds[kind], name, formatBytes(bytes)].filter(Boolean).join(", ");
