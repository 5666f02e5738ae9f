import { ValueTable } from "#components/value-table.tsx";
import { proofMessages as words } from "#messages/scrub.ts";
import type { ScrubProof } from "#picture/report/scrub-proof.ts";
import { NotLooked } from "./not-looked.tsx";

/** The search of the copy's bytes for what was taken out: it needs no reader that understands them. */
export function ProofSearch({ search }: { search: ScrubProof["search"] }) {
  const { values, encodings, found, notSearched } = search;
  return (
    <div>
      <h3 className="font-semibold">{words.bySearch}</h3>
      {values === 0 ? (
        <p>{words.noValues}</p>
      ) : (
        <>
          <p>{words.searched(values, encodings.length)}</p>
          <p className="text-faded text-small">{encodings.join(", ")}</p>
          {found.length > 0 ? (
            <>
              <p>{words.foundElsewhere(found.length)}</p>
              <ValueTable
                heads={[words.value, words.where]}
                rows={found.map(({ value, where }) => [value, where] as const)}
                className="mt-2"
              />
            </>
          ) : (
            <p>{notSearched.length > 0 ? words.notFoundInRest : words.notFound}</p>
          )}
        </>
      )}
      <NotLooked title={words.notSearched} parts={notSearched} />
    </div>
  );
}
