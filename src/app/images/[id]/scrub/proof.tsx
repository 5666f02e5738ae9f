import { proofMessages as words } from "#messages/scrub.ts";
import type { ScrubProof } from "#picture/report/scrub-proof.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";
import { ProofSearch } from "./proof-search.tsx";
import { ProofStays } from "./proof-stays.tsx";
import { ProofTags } from "./proof-tags.tsx";
import { TagNames } from "./tag-names.tsx";
import { type Verdict, verdictOf } from "./verdict.ts";

interface ProofProps {
  id: string;
  order: GalleryOrder;
  proof: ScrubProof;
}

const COLOUR: Record<Verdict, string> = {
  out: "text-ok",
  seen: "text-ok",
  none: "text-ok",
  elsewhere: "text-warn",
  unknown: "text-warn",
  stays: "text-bad",
};

/** Plain sentences, and under each what it stands on. */
export function Proof({ id, order, proof }: ProofProps) {
  const { pixels, removed, parts } = proof;
  const verdict = verdictOf(proof);
  return (
    <section aria-labelledby="proof" className="mb-8 space-y-6">
      <div>
        <h2 id="proof" className="font-semibold text-large">
          {words.proof}
        </h2>
        <p className={`font-semibold ${COLOUR[verdict]}`}>{words.verdict[verdict]}</p>
        {proof.identical && <p>{words.identical}</p>}
      </div>
      <ProofTags seen={proof.exiftool} />
      <ProofSearch search={proof.search} />
      <div>
        <h3 className="font-semibold">{words.pixels}</h3>
        <p className="mb-2">{pixels.before === pixels.after ? words.samePixels : words.otherPixels}</p>
        <dl className="detail-list">
          {(["before", "after"] as const).map((when) => (
            <div key={when}>
              <dt>{words[when]}</dt>
              <dd className="measured text-small">{pixels[when]}</dd>
            </div>
          ))}
        </dl>
      </div>
      {(parts.length > 0 || removed.length > 0) && (
        <div>
          <h3 className="font-semibold">{words.gone}</h3>
          {parts.length > 0 && (
            <>
              <p>{words.parts}</p>
              <ul className="ml-5 list-disc">
                {parts.map((part) => (
                  <li key={part} className="wrap-anywhere">
                    {part}
                  </li>
                ))}
              </ul>
            </>
          )}
          {removed.length > 0 && (
            <details>
              <summary className="fold">{words.removed(removed.length)}</summary>
              <TagNames tags={removed} />
            </details>
          )}
        </div>
      )}
      <ProofStays id={id} order={order} proof={proof} />
    </section>
  );
}
