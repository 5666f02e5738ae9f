"use client";

import { useState } from "react";
import { sheetMessages } from "#messages/gallery.ts";

interface Notice {
  name: string;
  code: string;
  detail: string;
}

/** What the last plain form was refused. The server says it once; here it stays, through refreshes, until closed. */
export function Notices({ notices }: { notices: Notice[] }) {
  const [kept, setKept] = useState(notices);
  const [seen, setSeen] = useState(notices);
  if (seen !== notices) {
    setSeen(notices);
    const fresh = notices.filter(
      (notice) => !kept.some((old) => old.name === notice.name && old.detail === notice.detail),
    );
    if (fresh.length > 0) setKept([...kept, ...fresh]);
  }
  if (kept.length === 0) return null;

  return (
    <section
      role="alert"
      aria-labelledby="notices"
      className="mt-4 rounded-panel border border-bad bg-sheet px-4 py-3 sm:px-6"
    >
      <div className="flex items-start justify-between gap-4">
        <h2 id="notices" className="font-semibold text-bad">
          {sheetMessages.refusedTitle}
        </h2>
        <button type="button" className="button button-small scripted" onClick={() => setKept([])}>
          {sheetMessages.dismiss}
        </button>
      </div>
      <ul className="mt-1 space-y-1">
        {kept.map((notice, i) => (
          <li key={i} className="wrap-anywhere">
            {notice.name !== "" && <b className="font-medium">{notice.name} – </b>}
            <span className="text-faded">{notice.detail}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
