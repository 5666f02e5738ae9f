"use client";

import { useState } from "react";
import { OrderFields } from "#app/images/[id]/order-fields.tsx";
import { ValueTable } from "#components/value-table.tsx";
import { detailMessages } from "#messages/details.ts";
import { tagMessages as words } from "#messages/scrub.ts";
import { matchingRows, type TagsPage } from "#picture/tag-rows.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";

interface TagTablesProps {
  /** the page's own address: without script the search is a form */
  action: string;
  page: TagsPage;
  /** of the sheet, which the form keeps */
  order: GalleryOrder;
  /** what the form asked for */
  asked: string;
}

/** One fold a group; with script the search follows the typing, where all tags are on the page. */
export function TagTables({ action, page, order, asked }: TagTablesProps) {
  const [text, setText] = useState(asked);
  const { exiftool, whole } = page;
  const shown = whole ? matchingRows(page.groups, text) : page.groups;
  const searching = (whole ? text : asked).trim() !== "";
  const onPage = shown.reduce((sum, { rows }) => sum + rows.length, 0);
  const count = whole ? onPage : page.count;
  return (
    <>
      <form action={action} method="get" className="mb-4 flex flex-wrap items-end gap-2">
        <div className="min-w-[12rem] flex-1">
          <label htmlFor="q" className="label">
            {words.search}
          </label>
          <input
            id="q"
            type="search"
            name="q"
            value={text}
            onChange={(event) => setText(event.target.value)}
            autoComplete="off"
            className="control"
          />
        </div>
        <OrderFields order={order} />
        <button type="submit" className="button">
          {words.find}
        </button>
      </form>
      <p role="status" className="mb-3 text-faded text-small">
        {searching && count === 0 ? words.none : searching ? words.matches(count) : words.found(count, exiftool)}
        {!whole && ` ${words.partly(onPage, count)}`}
      </p>
      <div className="divide-y divide-line border-line border-y">
        {shown.map(({ name, count, rows }) => (
          // With its key it is another element once a search is on: what a visitor folded by hand is theirs again after.
          <details key={`${name} ${searching}`} open={searching}>
            <summary className="fold">
              {name}
              <span className="measured ml-auto text-faded text-small">{detailMessages.values(count)}</span>
            </summary>
            <ValueTable heads={[detailMessages.name, detailMessages.value]} rows={rows} />
          </details>
        ))}
      </div>
    </>
  );
}
