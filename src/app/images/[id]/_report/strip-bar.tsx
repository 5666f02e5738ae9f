"use client";

import type { MouseEvent } from "react";
import type { PartKind } from "#picture/containers/part.ts";
import { PART_GROUP } from "./part-runs.ts";

interface StripBarProps {
  /** the id of the list of the same parts, whose entries have it with their number */
  list: string;
  parts: { bytes: number; kind: PartKind | null; title: string }[];
}

/** The strip itself. Its parts may be thinner than a finger, so a press opens the part's entry in the list below. */
export function StripBar({ list, parts }: StripBarProps) {
  const open = (event: MouseEvent<HTMLDivElement>) => {
    const { clientX, currentTarget } = event;
    const pressed = [...currentTarget.children].findLastIndex((part) => part.getBoundingClientRect().left <= clientX);
    const entry = document.getElementById(`${list}-${pressed}`);
    for (const fold of [document.getElementById(list), entry]) {
      if (fold instanceof HTMLDetailsElement) fold.open = true;
    }
    entry?.scrollIntoView({ block: "nearest" });
    entry?.querySelector("summary")?.focus();
  };
  return (
    <div aria-hidden="true" className="strip-bar" onClick={open}>
      {parts.map(({ bytes, kind, title }, at) => (
        <span
          key={at}
          title={title}
          className={`strip-${kind === null ? "unknown" : PART_GROUP[kind]}`}
          style={{ flexGrow: bytes }}
        />
      ))}
    </div>
  );
}
