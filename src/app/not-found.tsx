import { headers } from "next/headers";
import { hooks } from "#components/page-hooks.ts";
import { SiteHeader } from "#components/site-header.tsx";
import { goneMessages, siteMessages } from "#messages/site.ts";

/**
 * For an address that is none, and for a picture that is gone: those come here from the proxy, which says so in a
 * header. A page that calls `notFound()` is answered by Next with an empty document that only a script fills.
 */
export default async function NotFound() {
  const picture = (await headers()).get("x-gone");
  const title =
    picture === "expired" ? goneMessages.expired : picture === null ? goneMessages.title : goneMessages.picture;
  return (
    <>
      <title>{`${title} – ${siteMessages.name}`}</title>
      <SiteHeader />
      <main className="mx-auto grid max-w-[40rem] px-4 py-12 sm:px-6">
        <div className="blank">
          <h1 className="font-semibold text-title">{title}</h1>
          <p className="mt-3 text-faded">{picture === null ? goneMessages.address : goneMessages.text}</p>
          <a href="/" {...hooks("soft")} className="button button-primary mt-6">
            {goneMessages.toSheet}
          </a>
        </div>
      </main>
    </>
  );
}
