import { pictureAddress } from "#app/images/[id]/picture-address.ts";
import { hooks } from "#components/page-hooks.ts";
import { disclosedSentence } from "#format/disclosed.ts";
import { removedNames } from "#format/removal.ts";
import { proofMessages as words } from "#messages/scrub.ts";
import { REMOVED_BY } from "#picture/privacy/disclosure-codes.ts";
import { type Removal, removalText } from "#picture/privacy/removal.ts";
import type { ScrubProof } from "#picture/report/scrub-proof.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";

interface ProofStaysProps {
  id: string;
  order: GalleryOrder;
  proof: ScrubProof;
}

/** What the copy still gives away: what was not asked for, with the scrub that takes it too; the rest, with a conversion. */
export function ProofStays({ id, order, proof: { remove, stays } }: ProofStaysProps) {
  if (stays.length === 0) return null;
  return (
    <div>
      <h3 className="font-semibold">{words.stays}</h3>
      <ul className="divide-y divide-line">
        {stays.map(({ code, value, source }, at) => {
          const kinds: Removal = REMOVED_BY[code];
          const more = kinds.filter((kind) => !remove.includes(kind));
          return (
            <li key={at} className="py-1 sm:flex sm:items-center sm:justify-between sm:gap-4">
              <span className="wrap-anywhere min-w-0">
                {disclosedSentence({ code, value, source, remove: kinds })}
                <span className="block text-faded text-small">{source}</span>
              </span>
              {more.length > 0 ? (
                <a
                  href={pictureAddress(order, id, `remove=${removalText([...remove, ...more])}`, "scrub")}
                  className="told-action shrink-0"
                  {...hooks("soft")}
                >
                  {words.alsoTakeOut(removedNames(more))}
                </a>
              ) : (
                <a href={`${pictureAddress(order, id)}#convert`} className="told-action shrink-0">
                  {words.byConversion}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
