import { notFound } from "next/navigation";
import { Confirm } from "../../../components/confirm.tsx";
import { formatDuration } from "../../../components/format-time.ts";
import { LiveRefresh } from "../../../components/live-refresh.tsx";
import { RefreshWithoutScript } from "../../../components/refresh-without-script.tsx";
import { SiteHeader } from "../../../components/site-header.tsx";
import { TimeLeft } from "../../../components/time-left.tsx";
import { loadImage } from "../../../web/page-data.ts";
import { site, image as words } from "../../../words.ts";
import { deleteImage } from "../../actions.ts";
import { chooseFrame } from "./chosen-frame.ts";
import { ConvertPanel } from "./convert-panel.tsx";
import { FactsPanel } from "./facts-panel.tsx";
import { FrameStrip } from "./frame-strip.tsx";
import { GivesAway } from "./gives-away.tsx";
import { LeaveBehind } from "./leave-behind.tsx";
import { Picture } from "./picture.tsx";
import { Summary } from "./summary.tsx";
import { TagsLink } from "./tags-link.tsx";
import { Unfinished } from "./unfinished.tsx";

interface ImagePageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ImagePage({ params, searchParams }: ImagePageProps) {
  const { id } = await params;
  const found = await loadImage(id);
  if (found.state === "gone") notFound();
  const { image } = found;
  const ready = image.status === "ready";
  const query = await searchParams;
  const chosen = ready ? chooseFrame(image, found.pages, query) : null;
  const inWork = image.status === "pending" || image.status === "processing";

  return (
    <>
      <title>{`${image.name} – ${site.name}`}</title>
      <SiteHeader>
        <p className="text-faded text-small">
          <TimeLeft
            until={image.expiresAt}
            text={formatDuration(Date.parse(image.expiresAt) - Date.now())}
            over={site.overdue}
          />{" "}
          {site.left}
        </p>
      </SiteHeader>
      <main className="print-back">
        <Summary image={image} />
        <div className="print-field">
          {ready ? <Picture image={image} chosen={chosen} /> : <Unfinished image={image} />}
          {chosen && <FrameStrip id={image.id} format={image.format} chosen={chosen} />}
        </div>
        <div className="print-column">
          {ready && <ConvertPanel image={image} chosen={chosen} hdr={found.hdr} query={query} />}
          <div className="flex flex-wrap gap-2">
            <a href={image.links.original} download className="button">
              {words.original}
            </a>
            <Confirm
              id="delete"
              open={site.remove}
              openClass="button-bad"
              title={words.removeTitle}
              text={words.removeText}
              confirm={words.removeConfirm}
              action={deleteImage}
              fields={{ id: image.id }}
            />
          </div>
          {ready && <FactsPanel image={image} />}
          {ready && <GivesAway image={image} />}
          {ready && <LeaveBehind image={image} />}
          {ready && <TagsLink id={image.id} />}
        </div>
      </main>
      <LiveRefresh unfinished={inWork ? 1 : 0} />
      {inWork && <RefreshWithoutScript seconds={2} />}
    </>
  );
}
