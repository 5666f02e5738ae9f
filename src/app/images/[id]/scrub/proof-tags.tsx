import { proofMessages as words } from "#messages/scrub.ts";
import type { ScrubProof } from "#picture/report/scrub-proof.ts";
import { NotLooked } from "./not-looked.tsx";
import { TagNames } from "./tag-names.tsx";

/** What ExifTool finds of the kinds that were to go, and what it could not read. */
export function ProofTags({ seen }: { seen: ScrubProof["exiftool"] }) {
  const { version, before, after, couldNotRead } = seen;
  return (
    <div>
      <h3 className="font-semibold">{words.byExifTool(version)}</h3>
      <p>{after.length > 0 ? words.finds(after.length) : couldNotRead.length > 0 ? words.noneInRest : words.none}</p>
      <TagNames tags={after} />
      <NotLooked title={words.couldNotRead} parts={couldNotRead} />
      {before.length === 0 ? (
        <p className="text-faded">{couldNotRead.length > 0 ? words.hadNoneInRest : words.hadNone}</p>
      ) : (
        <details>
          <summary className="fold">{words.had(before.length)}</summary>
          <TagNames tags={before} />
        </details>
      )}
    </div>
  );
}
