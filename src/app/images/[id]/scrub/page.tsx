import { notFound } from "next/navigation";
import { RemovalBoxes } from "#app/images/[id]/_report/removal-boxes.tsx";
import { ScrubForm } from "#app/images/[id]/_report/scrub-form.tsx";
import { ToolPage } from "#app/images/[id]/tool-page.tsx";
import { formatBytes } from "#format/bytes.ts";
import { removedNames } from "#format/removal.ts";
import { proofMessages as words } from "#messages/scrub.ts";
import { removalText } from "#picture/privacy/removal.ts";
import { readGalleryOrder } from "#web/addresses/gallery-order.ts";
import { loadImage } from "#web/pictures/load-image.ts";
import { loadScrub } from "#web/pictures/load-made.ts";
import { askedRemoval } from "./asked-removal.ts";
import { Proof } from "./proof.tsx";

interface ScrubPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The copy without what gives something away, and what can be said of it. */
export default async function ScrubPage({ params, searchParams }: ScrubPageProps) {
  const { id } = await params;
  const query = await searchParams;
  const order = readGalleryOrder(query);
  const remove = askedRemoval(query.remove);
  if (remove === null) notFound();
  const form = (title: string, open: boolean) => (
    <ScrubForm id={id} order={order} title={title} open={open}>
      <RemovalBoxes found={[]} chosen={remove} />
    </ScrubForm>
  );
  if (remove.length === 0) {
    const picture = await loadImage(id);
    if (picture.state === "gone") notFound();
    return (
      <ToolPage id={id} name={picture.image.name} title={words.chooseTitle} order={order}>
        {form(words.chooseText, true)}
      </ToolPage>
    );
  }
  const found = await loadScrub(id, remove);
  if (found === null) notFound();
  return (
    <ToolPage id={id} name={found.name} title={words.pageTitle(removedNames(remove))} order={order}>
      {"refused" in found ? (
        <div role="alert">
          <p className="font-semibold">{words.refusedTitle}</p>
          <p>{found.refused}</p>
        </div>
      ) : (
        <>
          <p className="mb-8">
            <a
              href={`/api/images/${id}/scrub?remove=${removalText(remove)}`}
              download
              className="button button-primary"
            >
              {words.download(formatBytes(found.made.bytes.after))}
            </a>
          </p>
          <Proof id={id} order={order} proof={found.made} />
        </>
      )}
      {form(words.another, false)}
    </ToolPage>
  );
}
