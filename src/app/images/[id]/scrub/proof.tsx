import { ValueTable } from "#components/value-table.tsx";
import { scrubMessages as words } from "#messages/scrub.ts";
import type { ScrubReport, TagName } from "#picture/scrub-report.ts";

/** Plain sentences, and under each what it stands on. */
export function Proof({ report }: { report: ScrubReport }) {
  const { pixels, places, removed, left, blocks } = report;
  return (
    <section aria-labelledby="proof" className="space-y-6">
      <h2 id="proof" className="font-semibold text-large">
        {words.proof}
      </h2>
      <div>
        <p className="mb-2">{words.samePixels}</p>
        <dl className="detail-list">
          {(["before", "after"] as const).map((when) => (
            <div key={when}>
              <dt>{words[when]}</dt>
              <dd className="measured text-small">{pixels[when]}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div>
        <p>
          {words.noPlace(report.exiftool)}{" "}
          {places.before.length === 0 ? words.hadNoPlace : words.hadPlaces(places.before.length)}
        </p>
        <TagNames tags={places.before} />
      </div>
      {blocks.length > 0 && (
        <div>
          <p>{words.blocks}</p>
          <ul className="ml-5 list-disc">
            {blocks.map((block) => (
              <li key={block}>{block}</li>
            ))}
          </ul>
        </div>
      )}
      {removed.length === 0 ? (
        <p>{report.identical ? words.nothing : words.noTag}</p>
      ) : (
        <details>
          <summary className="fold">{words.removed(removed.length)}</summary>
          <TagNames tags={removed} />
        </details>
      )}
      {left.length > 0 && (
        <div>
          <p>{words.left}</p>
          <TagNames tags={left} />
        </div>
      )}
    </section>
  );
}

function TagNames({ tags }: { tags: TagName[] }) {
  if (tags.length === 0) return null;
  return (
    <ValueTable
      heads={[words.tag, words.group]}
      rows={tags.map(({ group, name }) => [name, group] as const)}
      className="mt-2"
    />
  );
}
