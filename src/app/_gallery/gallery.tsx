import { ChosenForm } from "#app/_selection/chosen-form.tsx";
import { FORMATS } from "#picture/formats.ts";
import { writeSheetOrder } from "#web/gallery/gallery-order.ts";
import { furtherPlace, type SheetPlace, STEPS, sheetAddress } from "#web/gallery/gallery-query.ts";
import type { Sheet } from "#web/gallery/load-gallery.ts";
import { part, sheet as words } from "#words.ts";
import { frameView } from "./gallery-item.ts";
import { Frames } from "./gallery-items.tsx";
import { MoreFrames } from "./more-items.tsx";
import { NothingMatches } from "./nothing-matches.tsx";
import { OrderForm } from "./order-form.tsx";

/** The pictures of one page of the sheet, with what sorts them and what is done with the chosen ones. */
export function Gallery({ sheet, place }: { sheet: Sheet; place: SheetPlace }) {
  const { images, cursor, firstNumber, known, usage } = sheet;
  const from = sheetAddress(place);
  const further = cursor === null ? null : furtherPlace(place);
  const older = cursor !== null && further === null ? { ...place, cursor } : null;
  const tools = (
    <>
      <OrderForm order={place.order} formats={formatsOf(sheet, place)} />
      {place.order.only !== null && known && known.matching !== usage.images && (
        <p className="measured text-faded text-small">{part.matching(known.matching, usage.images)}</p>
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
          <NothingMatches {...place.order} />
        </>
      ) : (
        <>
          <Frames
            frames={images.map(frameView)}
            firstNumber={firstNumber}
            order={writeSheetOrder(place.order)}
            whole={firstNumber === 1 && cursor === null}
            from={from}
          >
            {tools}
            <ChosenForm />
          </Frames>
          {further && (
            <MoreFrames
              key={further.show}
              href={sheetAddress(further)}
              from={`picture-${place.show}`}
              first={place.show === STEPS[0]}
            />
          )}
        </>
      )}
      {(place.cursor !== null || older) && (
        <nav aria-label={words.galleryTitle} className="mt-10 flex flex-wrap justify-center gap-3">
          {place.cursor !== null && (
            <a href={sheetAddress({ ...place, cursor: null })} data-soft="" className="button">
              {words.newest}
            </a>
          )}
          {older && (
            <a href={sheetAddress(older)} data-soft="" rel="next" className="button">
              {words.older}
            </a>
          )}
        </nav>
      )}
    </section>
  );
}

/** Those on the sheet where all is known, and the one that is asked for; else all that there are. */
function formatsOf({ known }: Sheet, { order }: SheetPlace): { id: string; name: string }[] {
  return FORMATS.filter(({ id }) => !known || known.formats.includes(id) || id === order.only).map(({ id, name }) => ({
    id,
    name,
  }));
}
