"use client";

import { useEffect, useRef, useState } from "react";
import { convertMessages } from "#messages/convert.ts";
import { linkMessages as words } from "#messages/picture.ts";
import { LinkText } from "./link-text.tsx";

interface LinkDialogProps {
  /** of the JSON that has the address, with the recipe in its query */
  source: string;
  onClose: () => void;
}

type Found = { url: string; expiresAt: string } | { detail: string };

/** The link in place, over the page; Escape closes it. */
export default function LinkDialog({ source, onClose }: LinkDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [found, setFound] = useState<Found | null>(null);

  useEffect(() => {
    const leave = new AbortController();
    dialog.current?.showModal();
    fetch(source, { signal: leave.signal })
      .then(async (answer) => setFound(await answer.json()))
      .catch(() => leave.signal.aborted || setFound({ detail: convertMessages.dropped }));
    return () => leave.abort();
  }, [source]);

  return (
    <dialog ref={dialog} aria-labelledby="link-title" onClose={onClose} className="link-dialog">
      <h2 id="link-title" className="mb-2 font-semibold text-large">
        {words.title}
      </h2>
      {found === null && (
        <p role="status" className="text-faded">
          {words.making}
        </p>
      )}
      {found && "detail" in found && (
        <p role="alert" className="text-bad">
          {found.detail}
        </p>
      )}
      {found && "url" in found && <LinkText {...found} />}
      <form method="dialog" className="mt-4">
        <button type="submit" className="button">
          {words.close}
        </button>
      </form>
    </dialog>
  );
}
