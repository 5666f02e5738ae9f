"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { hooked } from "./page-hooks.ts";

/**
 * Follows links marked `data-soft` without loading the page anew, so that uploads go on. One listener in place of
 * a component a link: a sheet has sixty of them.
 */
export function SoftLinks() {
  const router = useRouter();

  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const changed = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
      if (event.defaultPrevented || event.button !== 0 || changed || !(event.target instanceof Element)) return;
      const link = event.target.closest<HTMLAnchorElement>(`a${hooked("soft")}`);
      if (!link || link.origin !== location.origin) return;
      event.preventDefault();
      // For who comes back: a browser scrolls before the page is there, as far as the one before it went.
      if ("navigation" in window) navigation?.updateCurrentEntry({ state: { y: scrollY } });
      router.push(link.pathname + link.search);
    };
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  }, [router]);

  return null;
}
