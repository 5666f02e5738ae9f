"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { orderMessages as words } from "#messages/gallery.ts";
import { type GalleryOrder, readGalleryOrder, SORTS, STATES, writeGalleryOrder } from "#web/addresses/gallery-order.ts";

interface OrderFormProps {
  order: GalleryOrder;
  formats: { id: string; name: string }[];
}

/** Sorts and filters. A plain form; with script a choice applies itself. */
export function OrderForm({ order, formats }: OrderFormProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const only = order.only ?? "";

  // The address is the truth: also after going back. The field keeps its focus.
  useEffect(() => {
    for (const select of form.current?.querySelectorAll("select") ?? [])
      select.value = select.name === "sort" ? order.sort : only;
  }, [order.sort, only]);

  const apply = () => {
    if (!form.current) return;
    const fields = Object.fromEntries([...new FormData(form.current)].map(([name, value]) => [name, String(value)]));
    const query = writeGalleryOrder(readGalleryOrder(fields));
    router.push(query === "" ? "/" : `/?${query}`, { scroll: false });
  };
  return (
    <form ref={form} action="/" autoComplete="off" aria-label={words.title} onChange={apply} className="order-form">
      <select name="sort" aria-label={words.sort} defaultValue={order.sort} className="control">
        {SORTS.map((sort) => (
          <option key={sort} value={sort}>
            {words.sorts[sort]}
          </option>
        ))}
      </select>
      <select name="only" aria-label={words.only} defaultValue={only} className="control">
        <option value="">{words.everything}</option>
        {STATES.map((state) => (
          <option key={state} value={state}>
            {words.states[state]}
          </option>
        ))}
        <optgroup label={words.formats}>
          {formats.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </optgroup>
      </select>
      <button type="submit" className="button scriptless">
        {words.apply}
      </button>
    </form>
  );
}
