"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import { convertMessages as words } from "#messages/convert.ts";
import { AT_FIRST, type ConverterPicture, type ConverterState } from "./converter-state.ts";
import type { Converter } from "./live-converter.ts";

/** The converter of a form: it comes with its first use, and goes with the page. */
export function useConverter(
  form: RefObject<HTMLFormElement | null>,
  picture: ConverterPicture,
  recipe: string | null,
) {
  const [state, setState] = useState<ConverterState>({ ...AT_FIRST, pressed: recipe === null ? [] : [recipe] });
  const latest = useRef(picture);
  const loading = useRef<Promise<Converter | null> | null>(null);
  const { page } = picture;

  useEffect(() => {
    latest.current = picture;
  }, [picture]);

  // Another page of the same file is another picture.
  useEffect(() => {
    void loading.current?.then((converter) => page !== undefined && converter?.turned());
  }, [page]);

  useEffect(() => {
    return () => {
      void loading.current?.then((converter) => converter?.end());
      loading.current = null;
    };
  }, []);

  const load = async () => {
    try {
      const { createConverter } = await import("./live-converter.ts");
      return form.current && createConverter(form.current, () => latest.current, setState);
    } catch {
      loading.current = null; // the next use tries again
      return null;
    }
  };

  /** Does something with the converter once it is here, or says that it did not come. */
  const use = async (work: (converter: Converter) => void) => {
    loading.current ??= load();
    const converter = await loading.current;
    if (converter) work(converter);
    else setState((now) => ({ ...now, refusal: words.dropped }));
  };

  return { state, use };
}
