import { Suspense } from "react";
import { imageMessages } from "#messages/picture.ts";
import { removalMessages } from "#messages/report.ts";
import type { Report } from "#picture/report/report.ts";
import { SCRUBBABLE } from "#picture/report/scrub-proof.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";
import type { Loaded } from "#web/pictures/load-made.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { EmbeddedThumbnailPanel } from "./embedded-thumbnail-panel.tsx";
import { ReadingReport } from "./reading-report.tsx";
import { RemovalBoxes } from "./removal-boxes.tsx";
import { ScrubForm } from "./scrub-form.tsx";
import { aboutFile, removalOf } from "./told-kinds.ts";
import { ToldReport } from "./told-report.tsx";

interface GivesAwayProps {
  image: ImageView;
  order: GalleryOrder;
  /** on its way: it is made at the first look */
  report: Promise<Loaded<Report>>;
  /** true: the page waits for it, for those whose browser runs no script */
  whole: boolean;
}

/** What a picture gives away, worst first, each with what takes it out; and the copy without. */
export function GivesAway({ image, order, report, whole }: GivesAwayProps) {
  const told = <AwaitedReport image={image} order={order} report={report} />;
  const boxes = <FoundBoxes report={report} />;
  const scrubs = SCRUBBABLE.has(image.format ?? "");
  return (
    <section aria-labelledby="gives-away" className="gives-away">
      <h2 id="gives-away" className="scroll-mt-6 font-semibold text-large">
        {imageMessages.givesAway}
      </h2>
      {aboutFile(image.warnings).map(({ code, detail }) => (
        <p key={code} className="mark mark-warn wrap-anywhere mt-2">
          {detail}
        </p>
      ))}
      <div className="told-box">
        {whole ? (
          told
        ) : (
          <Suspense key={image.id} fallback={<ReadingReport image={image} order={order} />}>
            {told}
          </Suspense>
        )}
      </div>
      <EmbeddedThumbnailPanel image={image} />
      {scrubs && (
        <ScrubForm id={image.id} order={order} title={removalMessages.title}>
          {whole ? (
            boxes
          ) : (
            <Suspense key={image.id} fallback={<RemovalBoxes found={[]} chosen={[]} />}>
              {boxes}
            </Suspense>
          )}
        </ScrubForm>
      )}
    </section>
  );
}

async function AwaitedReport({ image, order, report }: Omit<GivesAwayProps, "whole">) {
  return <ToldReport image={image} order={order} found={await report} />;
}

/** What was found is marked before a hand is put to it. */
async function FoundBoxes({ report }: Pick<GivesAwayProps, "report">) {
  const loaded = await report;
  const found = loaded && "made" in loaded ? removalOf(loaded.made.discloses) : [];
  return <RemovalBoxes found={found} chosen={found} />;
}
