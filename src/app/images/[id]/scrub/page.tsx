import { notFound } from "next/navigation";
import { ToolPage } from "#app/images/[id]/tool-page.tsx";
import { formatBytes } from "#format/bytes.ts";
import { scrubMessages as words } from "#messages/scrub.ts";
import { REMOVALS } from "#picture/scrub-report.ts";
import { readGalleryOrder } from "#web/addresses/gallery-order.ts";
import { loadScrub } from "#web/pictures/load-made.ts";
import { Proof } from "./proof.tsx";

interface ScrubPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The copy without what gives something away, and the proof that it is clean and the same picture. */
export default async function ScrubPage({ params, searchParams }: ScrubPageProps) {
  const { id } = await params;
  const query = await searchParams;
  const remove = REMOVALS.find((known) => known === query.remove);
  if (!remove) notFound();
  const found = await loadScrub(id, remove);
  if (found === null) notFound();
  return (
    <ToolPage id={id} name={found.name} title={words.pageTitle[remove]} order={readGalleryOrder(query)}>
      {"refused" in found ? (
        <div role="alert">
          <p className="font-semibold">{words.refusedTitle}</p>
          <p>{found.refused}</p>
        </div>
      ) : (
        <>
          <p className="mb-8">
            <a href={`/api/images/${id}/scrub?remove=${remove}`} download className="button button-primary">
              {words.download(formatBytes(found.made.bytes.after))}
            </a>
          </p>
          <Proof report={found.made} />
        </>
      )}
    </ToolPage>
  );
}
