import { disclosedAgain, disclosedLabel, disclosedSentence } from "#format/disclosed.ts";
import { reportMessages as words } from "#messages/report.ts";
import type { Disclosed, Unknown } from "#picture/report/report.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { RemovalLink } from "./removal-link.tsx";
import type { ToldKind } from "./told-kinds.ts";
import { markOf } from "./told-row.tsx";

interface ToldInFullProps {
  image: ImageView;
  order: GalleryOrder;
  kinds: ToldKind[];
  unknown: Unknown;
}

/** All that is given away, those of one code together, each with where it stands; and what could not be read. */
export function ToldInFull({ image, order, kinds, unknown }: ToldInFullProps) {
  const count = kinds.reduce((sum, { told }) => sum + told.length, 0);
  return (
    <details className="told-all">
      <summary className="fold">{count === 0 ? words.allNotRead : words.all(count)}</summary>
      <ul>
        {kinds.map(({ code, told, remove }) => (
          <li key={code} className="told-kind">
            <span aria-hidden="true" className={markOf(code)} />
            <ul className="min-w-0">
              {told.map((one, at) => (
                <Told key={at} one={one} said={at === 0 ? disclosedSentence(one) : disclosedAgain(one)} />
              ))}
              {remove.length === 0 && <li className="text-faded text-small">{words.convertNote}</li>}
            </ul>
            <RemovalLink image={image} order={order} remove={remove} what={words.inFull(disclosedLabel(code))} />
          </li>
        ))}
      </ul>
      {unknown.notRead.length > 0 && (
        <>
          <h3 className="mt-2 text-faded text-small">{words.notReadTitle}</h3>
          <ul className="ml-5 list-disc pb-2">
            {unknown.notRead.map((what) => (
              <li key={what} className="wrap-anywhere">
                {what}
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

function Told({ one, said }: { one: Disclosed; said: string }) {
  return (
    <li className="wrap-anywhere">
      {said}
      {one.source && <span className="block text-faded text-small">{one.source}</span>}
    </li>
  );
}
