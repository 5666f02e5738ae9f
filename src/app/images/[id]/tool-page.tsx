import type { ReactNode } from "react";
import { hooks } from "#components/page-hooks.ts";
import { SiteHeader } from "#components/site-header.tsx";
import { tagMessages as words } from "#messages/scrub.ts";
import { siteMessages } from "#messages/site.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";
import { pictureAddress } from "./picture-address.ts";

interface ToolPageProps {
  id: string;
  /** of the picture; empty where it is not known */
  name: string;
  title: string;
  /** of the sheet, which the way back keeps */
  order: GalleryOrder;
  children: ReactNode;
}

/** A page about one picture, in one column, with the way back to it. */
export function ToolPage({ id, name, title, order, children }: ToolPageProps) {
  return (
    <>
      <title>{`${title} – ${name || siteMessages.name} – ${siteMessages.name}`}</title>
      <SiteHeader />
      <main className="mx-auto w-full max-w-[56rem] px-4 pb-16 sm:px-6">
        <p className="text-small">
          <a href={pictureAddress(order, id)} {...hooks("soft")} className="back-link">
            {words.back}
          </a>
        </p>
        <h1 className="font-semibold text-title">{title}</h1>
        <p className="wrap-anywhere mt-1 mb-6 text-faded">{name}</p>
        {children}
      </main>
    </>
  );
}
