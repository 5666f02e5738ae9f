import type { ReactNode } from "react";
import { siteMessages } from "#messages/site.ts";
import { hooks } from "./page-hooks.ts";
import { ThemeChoice } from "./theme-choice.tsx";
import { Wordmark } from "./wordmark.tsx";

/** The top of every page but the sheet: the way back, and what a page adds to it. */
export function SiteHeader({ children }: { children?: ReactNode }) {
  return (
    <header className="flex min-h-16 flex-wrap items-center justify-between gap-x-4 px-4 py-1 sm:px-6">
      <a
        href="/"
        {...hooks("soft")}
        aria-label={`${siteMessages.name}: ${siteMessages.toSheet}`}
        className="py-2.5 text-ink no-underline"
      >
        <Wordmark />
      </a>
      <div className="flex flex-wrap items-center gap-x-4">
        {children}
        <ThemeChoice />
      </div>
    </header>
  );
}
