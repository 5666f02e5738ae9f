import { detailMessages as labels } from "#messages/details.ts";
import { imageMessages as words } from "#messages/picture.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { cameraDetails, dateDetails, descriptionDetails, exposureDetails, fileDetails } from "./detail-groups.ts";
import { DetailList } from "./detail-list.tsx";
import { EditHistoryPanel } from "./edit-history-panel.tsx";
import { HistogramChart } from "./histogram.tsx";
import { LocationPanel } from "./location-panel.tsx";
import { Palette } from "./palette.tsx";
import { RawGroups } from "./raw-groups.tsx";

/** The back of the print: what it is, how it was taken, when and where. */
export function DetailsPanel({ image }: { image: ImageView }) {
  const { metadata, histogram, palette } = image;
  return (
    <section aria-labelledby="inside" className="space-y-6">
      <h2 id="inside" className="font-semibold text-large">
        {words.inside}
      </h2>
      <DetailList title={labels.what} facts={fileDetails(image)} />
      {metadata && (
        <>
          <DetailList title={labels.camera} facts={cameraDetails(metadata.camera)} />
          <DetailList title={labels.exposure} facts={exposureDetails(metadata.exposure)} />
          <DetailList title={labels.dates} facts={dateDetails(metadata.dates)} />
          {metadata.location && <LocationPanel location={metadata.location} />}
          <DetailList title={labels.description} facts={descriptionDetails(metadata.description)} />
          <EditHistoryPanel xmp={metadata.raw.xmp} />
        </>
      )}
      {histogram && <HistogramChart histogram={histogram} />}
      {palette && palette.length > 0 && <Palette colours={palette} />}
      {metadata && <RawGroups raw={metadata.raw} />}
    </section>
  );
}
