import { disclosureSentence } from "#format/disclosure.ts";
import { imageMessages as words } from "#messages/picture.ts";
import { privacyMessages } from "#messages/privacy.ts";
import type { Disclosure } from "#picture/privacy/disclosure.ts";
import { privacyReport } from "#picture/privacy/privacy-report.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { EmbeddedThumbnailPanel } from "./embedded-thumbnail-panel.tsx";

/** Plain sentences, those of one kind together, each kind with what to do. */
export function GivesAway({ image }: { image: ImageView }) {
  const kinds = Object.groupBy(told(image), ({ kind }) => kind);
  const each = Object.entries(kinds) as [Disclosure["kind"], Disclosure[]][];
  return (
    <section aria-labelledby="gives-away">
      <h2 id="gives-away" className="mb-3 scroll-mt-6 font-semibold text-large">
        {words.givesAway}
      </h2>
      {each.length === 0 ? (
        <p className="text-faded">{image.metadata === null ? privacyMessages.unread : privacyMessages.nothing}</p>
      ) : (
        <ul className="space-y-3">
          {each.map(([kind, said]) => (
            <li key={kind} className="flex gap-3">
              <span
                aria-hidden="true"
                className={`mark mt-[0.3rem] ${kind === "location" ? "mark-location" : "mark-warn"} self-start`}
              />
              <div className="wrap-anywhere min-w-0">
                {said.map(disclosureSentence).join(" ")}{" "}
                <span className="text-faded">{privacyMessages.advice[kind]}</span>
                {kind === "thumbnail" && <EmbeddedThumbnailPanel image={image} />}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function told({ metadata, warnings, embedded }: ImageView): Disclosure[] {
  const inside = warnings.some(({ code }) => code === "embedded_thumbnail");
  const compared = embedded?.differs ? "differs" : "same";
  return privacyReport({ metadata, warnings, copy: embedded ? compared : inside ? "unknown" : "none" });
}
