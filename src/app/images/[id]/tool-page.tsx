import type { ReactNode } from "react";
import { SiteHeader } from "../../../components/site-header.tsx";
import { site, tags as words } from "../../../words.ts";

interface ToolPageProps {
  id: string;
  /** of the picture; empty where it is not known */
  name: string;
  title: string;
  children: ReactNode;
}

/** A page about one picture, in one column, with the way back to it. */
export function ToolPage({ id, name, title, children }: ToolPageProps) {
  return (
    <>
      <title>{`${title} – ${name || site.name} – ${site.name}`}</title>
      <SiteHeader />
      <main className="mx-auto w-full max-w-[56rem] px-4 pb-16 sm:px-6">
        <p className="text-small">
          <a
            href={`/images/${id}`}
            data-soft=""
            className="inline-block py-1.5 text-faded underline underline-offset-4 hover:text-ink"
          >
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
