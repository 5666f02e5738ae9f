"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { failureMessages, goneMessages, siteMessages } from "#messages/site.ts";

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <main className="mx-auto max-w-[40rem] px-4 py-24 sm:px-6">
      <title>{`${failureMessages.title} – ${siteMessages.name}`}</title>
      <h1 className="text-display">{failureMessages.title}</h1>
      <p className="mt-3 text-faded text-large">{failureMessages.text}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        <button type="button" className="button button-primary" onClick={again}>
          {failureMessages.again}
        </button>
        <a href="/" className="button">
          {goneMessages.toSheet}
        </a>
      </div>
    </main>
  );
}
