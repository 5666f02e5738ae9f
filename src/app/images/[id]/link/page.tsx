import { notFound } from "next/navigation";
import { ToolPage } from "#app/images/[id]/tool-page.tsx";
import { linkMessages as words } from "#messages/picture.ts";
import { readGalleryOrder } from "#web/addresses/gallery-order.ts";
import { loadLink } from "#web/pictures/load-made.ts";
import { LinkText } from "./link-text.tsx";

interface LinkPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The address of one conversion that works without the cookie, for those whose browser runs no script. */
export default async function LinkPage({ params, searchParams }: LinkPageProps) {
  const { id } = await params;
  const asked = Object.entries(await searchParams).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
  const found = await loadLink(id, asked);
  if (found === null) notFound();
  return (
    <ToolPage id={id} name={found.name} title={words.title} order={readGalleryOrder({})}>
      {"refused" in found ? (
        <div role="alert">
          <p className="font-semibold">{words.refusedTitle}</p>
          <p>{found.refused}</p>
        </div>
      ) : (
        <LinkText {...found.made} />
      )}
    </ToolPage>
  );
}
