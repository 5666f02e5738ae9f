"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { formatDuration } from "#format/time.ts";
import { refreshWhenReachable } from "./refresh-when-reachable.ts";

/** What is left until a moment. Starts with the server's text, then counts by itself; at the end the page looks again. */
export function TimeLeft({ until, text, over }: { until: string; text: string; over: string }) {
  const [shown, setShown] = useState(text);
  const router = useRouter();

  useEffect(() => {
    const end = Date.parse(until);
    const tick = () => {
      const left = end - Date.now();
      setShown(left > 0 ? formatDuration(left) : over);
      if (left > 0) return;
      clearInterval(timer);
      void refreshWhenReachable(router);
    };
    const timer = setInterval(tick, 10_000);
    return () => clearInterval(timer);
  }, [until, over, router]);

  return (
    <time dateTime={until} className="tabular-nums">
      {shown}
    </time>
  );
}
