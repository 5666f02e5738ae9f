"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { failure, gone, site } from "#words.ts";

export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <main className="mx-auto max-w-[40rem] px-4 py-24 sm:px-6">
      <title>{`${failure.title} – ${site.name}`}</title>
      <h1 className="text-display">{failure.title}</h1>
      <p className="mt-3 text-faded text-large">{failure.text}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        <button type="button" className="button button-primary" onClick={again}>
          {failure.again}
        </button>
        <a href="/" className="button">
          {gone.toSheet}
        </a>
      </div>
    </main>
  );
}
