"use client";

import { useEffect, useRef, useState } from "react";
import type { LossFacts } from "../../../imaging/losses.ts";

/** What is lost by the choices in the form around it, said anew as they change. */
export function LiveLosses({ facts, initial }: { facts: LossFacts; initial: string }) {
  const place = useRef<HTMLParagraphElement>(null);
  const [told, setTold] = useState(initial);

  useEffect(() => {
    const form = place.current?.closest("form");
    if (!form) return;
    let latest = 0;
    const tell = async () => {
      const turn = ++latest;
      const loaded = await Promise.all([import("./told-losses.ts"), import("./convert-download.ts")]).catch(() => null);
      if (!loaded || turn !== latest) return; // not loaded: it stays as it was, and the server checks everything anyway
      const [{ toldOf }, { query }] = loaded;
      const now = toldOf(facts, query(new FormData(form)));
      if (now !== null) setTold(now);
    };
    if (form.dataset.touched) void tell();
    const changed = () => {
      form.dataset.touched = "1";
      void tell();
    };
    form.addEventListener("change", changed);
    return () => {
      latest = -1;
      form.removeEventListener("change", changed);
    };
  }, [facts]);

  return (
    <p ref={place} aria-live="polite" className="scripted mt-3 text-faded text-small">
      {told}
    </p>
  );
}
