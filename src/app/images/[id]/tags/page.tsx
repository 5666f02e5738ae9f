import { notFound } from "next/navigation";
import { ToolPage } from "#app/images/[id]/tool-page.tsx";
import { tagMessages as words } from "#messages/scrub.ts";
import { readGalleryOrder } from "#web/addresses/gallery-order.ts";
import { loadTags } from "#web/pictures/load-made.ts";
import { TagTables } from "./tag-tables.tsx";

interface TagsPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Every tag that ExifTool finds, grouped, with a search that works without script too. */
export default async function TagsPage({ params, searchParams }: TagsPageProps) {
  const { id } = await params;
  const query = await searchParams;
  const asked = typeof query.q === "string" ? query.q : "";
  const order = readGalleryOrder(query);
  const found = await loadTags(id, asked);
  if (found === null) notFound();
  return (
    <ToolPage id={id} name={found.name} title={words.title} order={order}>
      {"refused" in found ? (
        <p role="alert">{found.refused}</p>
      ) : (
        <>
          <div className="mb-6 flex flex-wrap gap-2">
            <a href={`/api/images/${id}/tags`} download className="button">
              {words.json}
            </a>
            <a href={`/api/images/${id}/tags?format=csv`} download className="button">
              {words.csv}
            </a>
          </div>
          <TagTables action={`/images/${id}/tags`} page={found.made} order={order} asked={asked} />
          {found.made.truncated && <p className="mt-2 text-faded text-small">{words.truncated}</p>}
        </>
      )}
    </ToolPage>
  );
}
