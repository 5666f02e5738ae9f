"use client";

import { useSyncExternalStore } from "react";
import { formatLocal } from "#format/time.ts";

const never = () => () => {};

/** A moment: in UTC as the server writes it, in the reader's own zone once the script runs. */
export function LocalTime({ iso, utc }: { iso: string; utc: string }) {
  const shown = useSyncExternalStore(
    never,
    () => (new Date(iso).getTimezoneOffset() === 0 ? utc : formatLocal(iso)),
    () => utc,
  );
  return (
    <time dateTime={iso} title={utc} className="tabular-nums">
      {shown}
    </time>
  );
}
