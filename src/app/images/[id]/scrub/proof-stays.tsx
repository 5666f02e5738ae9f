import { pictureAddress } from "#app/images/[id]/picture-address.ts";
import { hooks } from "#components/page-hooks.ts";
import { disclosedSentence } from "#format/disclosed.ts";
import { removedNames } from "#format/removal.ts";
import { proofMessages as words } from "#messages/scrub.ts";
import { REMOVED_BY } from "#picture/privacy/disclosure-codes.ts";
import { REMOVAL_KINDS, type Removal, removalText } from "#picture/privacy/removal.ts";
import type { ScrubProof } from "#picture/report/scrub-proof.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";

interface ProofStaysProps {
  id: string;
  order: GalleryOrder;
  proof: ScrubProof;
}

/** What the copy still gives away: what was not asked for, and below it the scrubs that take it too; the rest, a conversion. */
export function ProofStays({ id, order, proof: { remove, stays } }: ProofStaysProps) {
  if (stays.length === 0) return null;
  const asked: readonly string[] = remove;
  const kinds = REMOVAL_KINDS.filter(
    (kind) => !asked.includes(kind) && stays.some(({ code }) => (REMOVED_BY[code] as Removal).includes(kind)),
  );
  const others = stays.some(({ code }) => REMOVED_BY[code].every((kind) => asked.includes(kind)));
  return (
    <div>
      <h3 className="font-semibold">{words.stays}</h3>
      <ul className="divide-y divide-line">
        {stays.map(({ code, value, source }, at) => (
          <li key={at} className="wrap-anywhere py-1">
            {disclosedSentence({ code, value, source, remove: REMOVED_BY[code] })}
            <span className="block text-faded text-small">{source}</span>
          </li>
        ))}
      </ul>
      <p className="flex flex-wrap gap-x-4">
        {kinds.map((kind) => (
          <a
            key={kind}
            href={pictureAddress(order, id, `remove=${removalText([...remove, kind])}`, "scrub")}
            className="told-action"
            {...hooks("soft")}
          >
            {words.alsoTakeOut(removedNames([kind]))}
          </a>
        ))}
        {others && (
          <a href={`${pictureAddress(order, id)}#convert`} className="told-action">
            {words.byConversion}
          </a>
        )}
      </p>
    </div>
  );
}
