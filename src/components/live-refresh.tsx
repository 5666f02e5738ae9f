"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { refreshWhenReachable } from "./refresh-when-reachable.ts";

const FIRST = 1000;
const LONGEST = 10_000;

/**
 * Looks again while something is unfinished: after 1 s, then ever more slowly, and soon again when the number
 * changes. Rests while nobody looks.
 */
export function LiveRefresh({ unfinished }: { unfinished: number }) {
  const router = useRouter();

  useEffect(() => {
    if (unfinished === 0) return;
    let wait = FIRST;
    let timer = setTimeout(look, wait);
    function look() {
      if (document.visibilityState === "visible") void refreshWhenReachable(router);
      wait = Math.min(LONGEST, wait * 1.4);
      timer = setTimeout(look, wait);
    }
    const back = () => {
      if (document.visibilityState !== "visible") return;
      clearTimeout(timer);
      wait = FIRST;
      look();
    };
    document.addEventListener("visibilitychange", back);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", back);
    };
  }, [unfinished, router]);

  return null;
}
