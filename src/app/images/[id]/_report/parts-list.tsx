import { formatBytes } from "#format/bytes.ts";
import { disclosedSentence } from "#format/disclosed.ts";
import { filePartMessages as words } from "#messages/report.ts";
import type { Part } from "#picture/containers/part.ts";
import { count as digits } from "#picture/group-digits.ts";
import type { Disclosed } from "#picture/report/report.ts";
import { PART_GROUP, type PartRun } from "./part-runs.ts";
import { toldInPart } from "./told-in-part.ts";

/** Parts inside one, and sentences about one, that are listed. */
const MOST = 40;

interface PartsListProps {
  /** the id of what the list is in */
  list: string;
  runs: PartRun[];
  discloses: Disclosed[];
}

/** One fold a part: what it is, where it stands, what is inside and what it gives away. */
export function PartsList({ list, runs, discloses }: PartsListProps) {
  return (
    <ol className="divide-y divide-line border-line border-y">
      {runs.map((run, at) => (
        <li key={run.offset}>
          <details id={`${list}-${at}`} className="strip-part">
            <summary className="fold">
              <span
                aria-hidden="true"
                className={`strip-swatch strip-${run.kind === null ? "unknown" : PART_GROUP[run.kind]}`}
              />
              <span className="wrap-anywhere min-w-0">
                {run.kind === null ? words.further(run.count) : words.kinds[run.kind]}{" "}
                <span className="measured text-faded text-small">
                  {run.kind !== null && run.count > 1 && words.times(run.count)} {run.name}
                </span>
              </span>
              <span className="measured ml-auto shrink-0 text-faded text-small">{formatBytes(run.bytes)}</span>
            </summary>
            <PartFacts run={run} told={toldInPart(run, discloses)} />
          </details>
        </li>
      ))}
    </ol>
  );
}

function PartFacts({ run, told }: { run: PartRun; told: Disclosed[] }) {
  const last = run.offset + Math.max(0, run.bytes - 1);
  const inside = flat(run.parts);
  return (
    <div className="wrap-anywhere space-y-2 pb-3 text-small">
      {run.kind !== null && <p>{words.about[run.kind]}</p>}
      {run.label && <p>{run.label}</p>}
      <p className="measured text-faded">{words.position(digits(run.offset), digits(last))}</p>
      {inside.length > 0 && (
        <div>
          <h4 className="text-faded">{words.inside}</h4>
          <ul>
            {inside.slice(0, MOST).map(({ part, level }, at) => (
              <li key={at} style={{ paddingInlineStart: `${level}rem` }}>
                {words.kinds[part.kind]}{" "}
                <span className="measured text-faded">
                  {[part.name, part.label, formatBytes(part.bytes)].filter(Boolean).join(" · ")}
                </span>
              </li>
            ))}
            {inside.length > MOST && <li className="text-faded">{words.more(inside.length - MOST)}</li>}
          </ul>
        </div>
      )}
      {told.length > 0 && (
        <div>
          <h4 className="text-faded">{words.disclosed}</h4>
          <ul className="ml-5 list-disc">
            {told.slice(0, MOST).map((one, at) => (
              <li key={at}>{disclosedSentence(one)}</li>
            ))}
            {told.length > MOST && <li className="text-faded">{words.more(told.length - MOST)}</li>}
          </ul>
        </div>
      )}
    </div>
  );
}

/** Parts and those inside them, one after the other, each with how deep it lies. */
function flat(parts: readonly Part[], level = 0): { part: Part; level: number }[] {
  return parts.flatMap((part) => [{ part, level: Math.min(level, 4) }, ...flat(part.parts ?? [], level + 1)]);
}
