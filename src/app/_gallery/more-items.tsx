"use client";

import { useRouter } from "next/navigation";
import { type MouseEvent, useLayoutEffect, useRef } from "react";
import { hooked } from "#components/page-hooks.ts";
import { orderMessages } from "#messages/gallery.ts";

/** px before its end at which the sheet is continued: a screen or two; more where more must come. */
const AHEAD = { first: 1500, later: 5000 };

interface MoreGalleryItemsProps {
  /** of the same sheet with more of it */
  href: string;
  /** the id of the first item that is new there */
  from: string;
  /** true for the first step */
  first: boolean;
}

/**
 * A link to more of the sheet; with script it follows itself before anyone gets there, and nothing moves: the last row,
 * which will have another shape when it is full, is not shown meanwhile. One for each step: give it a key.
 */
export function MoreItems({ href, from, first }: MoreGalleryItemsProps) {
  const router = useRouter();
  const link = useRef<HTMLAnchorElement>(null);

  useLayoutEffect(() => {
    if (!link.current) return;
    let row: HTMLElement[] = [];
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        observer.disconnect();
        row = lastRow();
        for (const item of row) item.style.display = "none";
        router.replace(href, { scroll: false });
      },
      { rootMargin: `${first ? AHEAD.first : AHEAD.later}px` },
    );
    observer.observe(link.current);
    return () => {
      observer.disconnect();
      for (const item of row) item.style.display = "";
    };
  }, [href, first, router]);

  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    router.replace(href, { scroll: false });
  };
  return (
    <p className="mt-10 flex justify-center">
      <a ref={link} href={`${href}#${from}`} onClick={follow} className="button">
        {orderMessages.more}
      </a>
    </p>
  );
}

function lastRow(): HTMLElement[] {
  const items = [...document.querySelectorAll<HTMLElement>(`${hooked("item")}:not([hidden])`)];
  const top = items.at(-1)?.offsetTop;
  return items.slice(-40).filter((item) => item.offsetTop === top);
}
