"use client";

import type { CSSProperties, ReactElement, ReactNode } from "react";
import { Selection } from "#app/_selection/selection.tsx";
import { deleteImageAction, retryImageAction } from "#app/actions.ts";
import { IdForm } from "#components/id-form.tsx";
import { markSpan } from "#components/mark-span.tsx";
import { hooks } from "#components/page-hooks.ts";
import { thumbhashPlaceholder } from "#components/thumbhash-placeholder.ts";
import { choosingMessages } from "#messages/selection.ts";
import { siteMessages } from "#messages/site.ts";
import { STEPS } from "#web/addresses/gallery-query.ts";
import type { GalleryItem, ItemPicture } from "./gallery-item.ts";

/** The first ones are in view: the browser need not find that out first. */
const EAGER = 8;

/** Made once: a page has up to a thousand of each. */
const ITEM = hooks("item");
const SOFT = hooks("soft");

interface GalleryItemsProps {
  items: GalleryItem[];
  firstNumber: number;
  /** the order of the sheet as the part of an address: pictures are gone through in it */
  order: string;
  /** true where no picture of this order is on another page */
  whole: boolean;
  /** the address of this page of the sheet, to come back to */
  from: string;
  /** what stands above the items */
  children: ReactNode;
}

/**
 * The items of one page. A client component for the server's sake: what is sent is the views above and not each
 * element a second time. The parts are functions: a component more in each item costs the page sixty.
 */
export function GalleryItems({ items, firstNumber, order, whole, from, children }: GalleryItemsProps) {
  const query = order === "" ? "" : `?${order}`;
  return (
    <>
      <div className="sheet-tools">
        {children}
        <Selection items={items} order={order} whole={whole} />
      </div>
      <ol start={firstNumber} className="gallery-items">
        {items.map((item, i) => (
          <li
            key={item.id}
            id={STEPS.some((step) => step === i) ? `picture-${i}` : undefined}
            {...ITEM}
            className="gallery-item"
            style={{ "--ratio": item.ratio } as CSSProperties}
          >
            <input
              type="checkbox"
              name="ids"
              value={item.id}
              form="chosen"
              aria-label={choosingMessages.choose(item.name)}
            />
            <a href={`/images/${item.id}${query}`} {...SOFT} title={item.name}>
              {item.picture ? picture(item.id, item.picture, i < EAGER) : state(item)}
              <div className="item-name">
                <span>{firstNumber + i}</span>
                <b>{item.name}</b>
              </div>
            </a>
            {item.failed === undefined ? facts(item) : failed(item, item.failed, from)}
          </li>
        ))}
      </ol>
    </>
  );
}

function picture(id: string, { width, height, look, hash }: ItemPicture, eager: boolean): ReactElement {
  const placeholder = hash === undefined ? null : thumbhashPlaceholder(hash);
  return (
    <div
      className={look === undefined ? "item-picture" : `item-picture ${look}`}
      style={placeholder === null ? undefined : { backgroundImage: `url(${placeholder})` }}
    >
      <img
        src={`/api/images/${id}/thumbnail`}
        width={width}
        height={height}
        alt=""
        loading={eager ? undefined : "lazy"}
        decoding="async"
      />
    </div>
  );
}

function state(item: GalleryItem): ReactElement {
  return <div className={item.failed === undefined ? "item-picture open" : "item-picture open bad"}>{item.state}</div>;
}

function facts(item: GalleryItem): ReactElement {
  return (
    <div className="item-facts">
      <span>{item.facts}</span>
      {item.marks?.map(markSpan)}
    </div>
  );
}

function failed({ id, name }: GalleryItem, detail: string, from: string): ReactElement {
  const same = { id, name, from, className: "button-small" };
  return (
    <>
      <p className="wrap-anywhere">{detail}</p>
      <div className="mt-1.5 flex flex-wrap gap-2">
        <IdForm action={retryImageAction} label={siteMessages.retry} {...same} />
        <IdForm action={deleteImageAction} label={siteMessages.remove} {...same} />
      </div>
    </>
  );
}
