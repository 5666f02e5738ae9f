import { ChosenForm } from "#app/_selection/chosen-form.tsx";
import { hooks } from "#components/page-hooks.ts";
import { partMessages, sheetMessages as words } from "#messages/gallery.ts";
import { FORMATS } from "#picture/formats.ts";
import { writeGalleryOrder } from "#web/addresses/gallery-order.ts";
import { furtherQuery, type GalleryQuery, galleryAddress, STEPS } from "#web/addresses/gallery-query.ts";
import type { GalleryPage } from "#web/gallery/load-gallery.ts";
import { galleryItem } from "./gallery-item.ts";
import { GalleryItems } from "./gallery-items.tsx";
import { MoreItems } from "./more-items.tsx";
import { NothingMatches } from "./nothing-matches.tsx";
import { OrderForm } from "./order-form.tsx";

/** The pictures of one page of the sheet, with what sorts them and what is done with the chosen ones. */
export function Gallery({ sheet, query }: { sheet: GalleryPage; query: GalleryQuery }) {
  const { images, cursor, firstNumber, known, usage } = sheet;
  const from = galleryAddress(query);
  const further = cursor === null ? null : furtherQuery(query);
  const older = cursor !== null && further === null ? { ...query, cursor } : null;
  const tools = (
    <>
      <OrderForm order={query.order} formats={formatsOf(sheet, query)} />
      {query.order.only !== null && known && known.matching !== usage.images && (
        <p className="measured text-faded text-small">{partMessages.matching(known.matching, usage.images)}</p>
      )}
    </>
  );

  return (
    <section aria-labelledby="pictures" className="mt-6">
      <h2 id="pictures" tabIndex={-1} className="sr-only">
        {words.galleryTitle}
      </h2>
      {images.length === 0 ? (
        <>
          <div className="sheet-tools">{tools}</div>
          <NothingMatches {...query.order} />
        </>
      ) : (
        <>
          <GalleryItems
            items={images.map(galleryItem)}
            firstNumber={firstNumber}
            order={writeGalleryOrder(query.order)}
            whole={firstNumber === 1 && cursor === null}
            from={from}
          >
            {tools}
            <ChosenForm />
          </GalleryItems>
          {further && (
            <MoreItems
              key={further.show}
              href={galleryAddress(further)}
              from={`picture-${query.show}`}
              first={query.show === STEPS[0]}
            />
          )}
        </>
      )}
      {(query.cursor !== null || older) && (
        <nav aria-label={words.galleryTitle} className="mt-10 flex flex-wrap justify-center gap-3">
          {query.cursor !== null && (
            <a href={galleryAddress({ ...query, cursor: null })} {...hooks("soft")} className="button">
              {words.newest}
            </a>
          )}
          {older && (
            <a href={galleryAddress(older)} {...hooks("soft")} rel="next" className="button">
              {words.older}
            </a>
          )}
        </nav>
      )}
    </section>
  );
}

/** Those on the sheet where all is known, and the one that is asked for; else all that there are. */
function formatsOf({ known }: GalleryPage, { order }: GalleryQuery): { id: string; name: string }[] {
  return FORMATS.filter(({ id }) => !known || known.formats.includes(id) || id === order.only).map(({ id, name }) => ({
    id,
    name,
  }));
}
