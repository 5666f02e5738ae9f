import { notFound } from "next/navigation";
import { deleteImageAction } from "#app/actions.ts";
import { Confirm } from "#components/confirm.tsx";
import { LiveRefresh } from "#components/live-refresh.tsx";
import { hooks } from "#components/page-hooks.ts";
import { RefreshWithoutScript } from "#components/refresh-without-script.tsx";
import { SiteHeader } from "#components/site-header.tsx";
import { TimeLeft } from "#components/time-left.tsx";
import { formatDuration } from "#format/time.ts";
import { imageMessages as words } from "#messages/picture.ts";
import { siteMessages } from "#messages/site.ts";
import { readGalleryOrder } from "#web/addresses/gallery-order.ts";
import { loadNeighbours } from "#web/gallery/load-neighbours.ts";
import { loadImage } from "#web/pictures/load-image.ts";
import { loadReport } from "#web/pictures/load-made.ts";
import { ConvertPanel } from "./_convert/convert-panel.tsx";
import { DetailsPanel } from "./_details/details-panel.tsx";
import { PictureMoves } from "./_moves/picture-moves.tsx";
import { FileStripPanel } from "./_report/file-strip-panel.tsx";
import { GivesAway } from "./_report/gives-away.tsx";
import { settledSoon } from "./_report/settled-soon.ts";
import { ViewedPicture } from "./_viewer/viewed-picture.tsx";
import { chooseFrame } from "./chosen-frame.ts";
import { Filmstrip } from "./filmstrip.tsx";
import { inOrderOf, pictureAddress } from "./picture-address.ts";
import { Summary } from "./summary.tsx";
import { TagsLink } from "./tags-link.tsx";
import { Unfinished } from "./unfinished.tsx";

/** ms; a report that was made before is there sooner */
const KEPT_REPORT = 150;

interface ImagePageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ImagePage({ params, searchParams }: ImagePageProps) {
  const { id } = await params;
  const query = await searchParams;
  const order = readGalleryOrder(query);
  const [found, { previous, next }] = await Promise.all([loadImage(id), loadNeighbours(id, order)]);
  if (found.state === "gone") notFound();
  const { image } = found;
  const ready = image.status === "ready";
  const chosen = ready ? chooseFrame(image, found.pages, query) : null;
  const report = ready ? loadReport(id) : null; // made at the first look, which does not wait for it
  const whole = report !== null && (query.whole === "1" || (await settledSoon(report, KEPT_REPORT)));
  const sheet = inOrderOf(order, "/");
  const inWork = image.status === "pending" || image.status === "processing";

  return (
    <>
      <title>{`${image.name} – ${siteMessages.name}`}</title>
      <SiteHeader>
        <p className="text-faded text-small">
          <TimeLeft
            until={image.expiresAt}
            text={formatDuration(Date.parse(image.expiresAt) - Date.now())}
            over={siteMessages.overdue}
          />{" "}
          {siteMessages.left}
        </p>
      </SiteHeader>
      <main {...hooks("picture")} className="picture-page">
        <Summary image={image} sheet={sheet}>
          <PictureMoves
            previous={previous && pictureAddress(order, previous.id)}
            next={next && pictureAddress(order, next.id)}
            sheet={sheet}
            preview={next?.preview ?? null}
          />
        </Summary>
        <div {...hooks("swipes")} className="picture-field">
          {ready ? <ViewedPicture image={image} chosen={chosen} /> : <Unfinished image={image} order={order} />}
          {chosen && <Filmstrip id={image.id} format={image.format} chosen={chosen} order={order} />}
        </div>
        <div className="picture-column">
          {report && <GivesAway image={image} order={order} report={report} whole={whole} />}
          {ready && <ConvertPanel image={image} chosen={chosen} inside={found.inside} query={query} />}
          <div className="flex flex-wrap gap-2">
            {image.status !== "pending" && (
              <a href={image.links.original} download className="button">
                {words.original}
              </a>
            )}
            <Confirm
              id="delete"
              open={siteMessages.remove}
              openClass="button-bad"
              title={words.removeTitle}
              text={words.removeText}
              confirm={words.removeConfirm}
              action={deleteImageAction}
              fields={{ id: image.id, from: sheet }}
            />
          </div>
          {ready && <DetailsPanel image={image} />}
          {report && <FileStripPanel id={image.id} report={report} whole={whole} />}
          {ready && <TagsLink id={image.id} order={order} />}
        </div>
      </main>
      <LiveRefresh unfinished={inWork ? 1 : 0} />
      {inWork && <RefreshWithoutScript seconds={2} />}
    </>
  );
}
