import type { ImageView } from "#web/responses/image-view.ts";
import { facts as labels, image as words } from "#words.ts";
import { cameraFacts, dateFacts, descriptionFacts, exposureFacts, fileFacts } from "./detail-groups.ts";
import { FactList } from "./detail-list.tsx";
import { EditHistory } from "./edit-history-panel.tsx";
import { HistogramChart } from "./histogram.tsx";
import { Place } from "./location-panel.tsx";
import { Palette } from "./palette.tsx";
import { RawGroups } from "./raw-groups.tsx";

/** The back of the print: what it is, how it was taken, when and where. */
export function FactsPanel({ image }: { image: ImageView }) {
  const { metadata, histogram, palette } = image;
  return (
    <section aria-labelledby="inside" className="space-y-6">
      <h2 id="inside" className="font-semibold text-large">
        {words.inside}
      </h2>
      <FactList title={labels.what} facts={fileFacts(image)} />
      {metadata && (
        <>
          <FactList title={labels.camera} facts={cameraFacts(metadata.camera)} />
          <FactList title={labels.exposure} facts={exposureFacts(metadata.exposure)} />
          <FactList title={labels.dates} facts={dateFacts(metadata.dates)} />
          {metadata.location && <Place location={metadata.location} />}
          <FactList title={labels.description} facts={descriptionFacts(metadata.description)} />
          <EditHistory xmp={metadata.raw.xmp} />
        </>
      )}
      {histogram && <HistogramChart histogram={histogram} />}
      {palette && palette.length > 0 && <Palette colours={palette} />}
      {metadata && <RawGroups raw={metadata.raw} />}
    </section>
  );
}
