"use client";

import type { KeyboardEvent, PointerEvent } from "react";
import { hooks } from "#components/page-hooks.ts";
import { viewerMessages as words } from "#messages/picture.ts";

interface SplitLineProps {
  /** percent of the window, from the left */
  split: number;
  onSplit: (split: number) => void;
}

/** The line between before and after: to drag, or to move by keys (ARIA APG, slider). */
export function SplitLine({ split, onSplit }: SplitLineProps) {
  const set = (value: number) => onSplit(Math.min(100, Math.max(0, value)));
  const drag = ({ currentTarget, pointerId, clientX }: PointerEvent<HTMLElement>) => {
    if (!currentTarget.hasPointerCapture(pointerId)) return;
    const window = currentTarget.parentElement?.getBoundingClientRect();
    if (window) set(((clientX - window.left) / window.width) * 100);
  };
  const key = (event: KeyboardEvent) => {
    const step = event.shiftKey ? 10 : 2;
    const to = {
      ArrowLeft: split - step,
      ArrowDown: split - step,
      ArrowRight: split + step,
      ArrowUp: split + step,
      PageDown: split - 10,
      PageUp: split + 10,
      Home: 0,
      End: 100,
    }[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    set(to);
  };
  const value = Math.round(split);
  return (
    <div
      className="split-line"
      style={{ left: `${split}%` }}
      {...hooks("own-keys", "own-pointer")}
      role="slider"
      tabIndex={0}
      aria-label={words.split}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value}
      aria-valuetext={words.splitAt(value)}
      onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
      onPointerMove={drag}
      onKeyDown={key}
    />
  );
}
