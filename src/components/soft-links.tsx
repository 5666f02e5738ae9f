"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

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
      const link = event.target.closest<HTMLAnchorElement>("a[data-soft]");
      if (!link || link.origin !== location.origin) return;
      event.preventDefault();
      router.push(link.pathname + link.search);
    };
    document.addEventListener("click", follow);
    return () => document.removeEventListener("click", follow);
  }, [router]);

  return null;
}
