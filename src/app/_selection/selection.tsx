"use client";

import { type ComponentType, useEffect, useState } from "react";
import { hooked } from "#components/page-hooks.ts";
import { choosingMessages as words } from "#messages/selection.ts";
import { BOX, TICKED } from "./item-boxes.ts";
import { isSelectAll } from "./select-all-key.ts";
import type { SelectionBarProps } from "./selection-bar.tsx";

/** The bar, once it was needed: also after coming back from another page. */
let loaded: ComponentType<SelectionBarProps> | null = null;

/** Waits for the first sign that pictures are chosen; the program for it arrives then. */
export function Selection(props: Omit<SelectionBarProps, "first">) {
  const [Bar, setBar] = useState<ComponentType<SelectionBarProps> | null>(() => loaded);
  const [first, setFirst] = useState<Event | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (Bar) return;
    const wake = async (event: Event | null) => {
      if (event && !isMeant(event)) return;
      if (event?.type === "keydown") event.preventDefault();
      const lifting = new AbortController(); // a finger that is gone before the program is there does nothing
      for (const type of ["pointerup", "pointercancel"])
        document.addEventListener(type, () => lifting.abort(), { signal: lifting.signal });
      try {
        const { SelectionBar } = await import("./selection-bar.tsx");
        loaded = SelectionBar;
        setFirst(lifting.signal.aborted ? null : event);
        lifting.abort();
        setFailed(false);
        setBar(() => SelectionBar);
      } catch {
        setFailed(true);
      }
    };
    const events = ["change", "keydown", "pointerdown"];
    for (const type of events) document.addEventListener(type, wake);
    if (document.querySelector(TICKED)) void wake(null); // before the script ran, or by the browser
    return () => {
      for (const type of events) document.removeEventListener(type, wake);
    };
  }, [Bar]);

  // The checkboxes belong to the form for pages without script: Enter on one would send that form, seen or not.
  useEffect(() => {
    const enter = (event: KeyboardEvent) => {
      if (event.key === "Enter" && event.target instanceof Element && event.target.matches(BOX)) event.preventDefault();
    };
    document.addEventListener("keydown", enter);
    return () => document.removeEventListener("keydown", enter);
  }, []);

  return (
    <>
      {failed && (
        <p role="alert" className="text-bad">
          {words.failed}
        </p>
      )}
      {Bar && <Bar {...props} first={first} />}
    </>
  );
}

/** Arrows on an item, all with the system's key, a finger on an item, a checkbox. */
function isMeant(event: Event): boolean {
  const { target } = event;
  if (!(target instanceof Element)) return false;
  const onItem = target.closest(hooked("item")) !== null;
  if (event instanceof PointerEvent) return onItem && event.pointerType === "touch";
  if (!(event instanceof KeyboardEvent)) return onItem;
  if (event.key.startsWith("Arrow")) return onItem && !event.altKey && !event.ctrlKey && !event.metaKey;
  return isSelectAll(event);
}
