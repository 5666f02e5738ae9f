"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { hooks } from "#components/page-hooks.ts";
import { moveMessages as words } from "#messages/picture.ts";
import type { Moves } from "./moves.ts";

/** The links to the pictures beside this one. Keys and swipes come when the page is there. */
export function PictureMoves({ previous, next, sheet, preview }: Moves) {
  const router = useRouter();

  useEffect(() => {
    let stop = () => {};
    let over = false;
    import("./watch-moves.ts").then(
      ({ watchMoves }) => {
        if (!over) stop = watchMoves({ previous, next, sheet, preview }, router);
      },
      () => {}, // the connection dropped: the links are there
    );
    return () => {
      over = true;
      stop();
    };
  }, [previous, next, sheet, preview, router]);

  return (
    <nav {...hooks("moves")} aria-label={words.title} className="picture-moves">
      {moveLink("prev", words.previous, previous)}
      {moveLink("next", words.next, next)}
    </nav>
  );
}

/** At an end the arrow stays in its place, so that the other one does too. */
function moveLink(rel: "prev" | "next", label: string, address: string | null) {
  if (address === null) return <span aria-hidden="true" className={`move move-${rel}`} />;
  return (
    <a href={address} rel={rel} {...hooks("soft")} title={label} className={`move move-${rel}`}>
      <span className="sr-only">{label}</span>
    </a>
  );
}
