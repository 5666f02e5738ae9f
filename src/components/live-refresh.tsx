"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { refreshWhenReachable } from "./refresh-when-reachable.ts";

const FIRST = 1000;
const LONGEST = 10_000;
/** ms an item on the page: a sheet of a thousand is looked at again after 5 s at the soonest, then every 20 s */
const EACH = 5;

/**
 * Looks again while something is unfinished: after 1 s, then ever more slowly, and soon again when the number
 * changes. A page of many items is looked at less often. Rests while nobody looks.
 */
export function LiveRefresh({ unfinished, shown = 1 }: { unfinished: number; shown?: number }) {
  const router = useRouter();
  const first = Math.max(FIRST, shown * EACH);
  const longest = Math.max(LONGEST, shown * EACH * 4);

  useEffect(() => {
    if (unfinished === 0) return;
    let wait = first;
    let timer = setTimeout(look, wait);
    function look() {
      if (document.visibilityState === "visible") void refreshWhenReachable(router);
      wait = Math.min(longest, wait * 1.4);
      timer = setTimeout(look, wait);
    }
    const back = () => {
      if (document.visibilityState !== "visible") return;
      clearTimeout(timer);
      wait = first;
      look();
    };
    document.addEventListener("visibilitychange", back);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", back);
    };
  }, [unfinished, first, longest, router]);

  return null;
}
