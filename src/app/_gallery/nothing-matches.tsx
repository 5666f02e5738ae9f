import { hooks } from "#components/page-hooks.ts";
import { orderMessages, partMessages as words } from "#messages/gallery.ts";
import { formatOf } from "#picture/formats.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";

/** The sheet has pictures, and none of them is asked for. */
export function NothingMatches({ sort, only }: GalleryOrder) {
  const states: Record<string, string> = orderMessages.states;
  const what = only === null ? orderMessages.everything : (states[only] ?? formatOf(only)?.name ?? only);
  return (
    <div className="nothing-matches">
      <h3 className="font-semibold text-large">{words.noneTitle}</h3>
      <p className="text-faded">{words.noneText(what)}</p>
      <a href={sort === "newest" ? "/" : `/?sort=${sort}`} {...hooks("soft")} className="button mt-3">
        {words.showAll}
      </a>
    </div>
  );
}
