import { LocalTime } from "#components/local-time.tsx";
import { hooks } from "#components/page-hooks.ts";
import { formatBytes } from "#format/bytes.ts";
import { formatUtc } from "#format/time.ts";
import { deletionReceiptMessages as words } from "#messages/gallery.ts";
import type { DeletionReceipt } from "#web/gallery/deletion-receipt.ts";

/** What was deleted, in numbers alone. Closing it is a link, which works without script too. */
export function DeletionReceiptPanel({ receipt: { images, bytes, at } }: { receipt: DeletionReceipt }) {
  return (
    <section aria-labelledby="receipt" className="receipt">
      <div className="flex items-start justify-between gap-4">
        <h2 id="receipt" className="font-semibold text-large">
          {words.title}
        </h2>
        <a href="/" {...hooks("soft")} className="button">
          {words.close}
        </a>
      </div>
      <p className="receipt-sum">
        {words.deleted(images, formatBytes(bytes))} <LocalTime iso={at} utc={formatUtc(at)} />
      </p>
      <p>{words.remains}</p>
      <p className="text-faded">{words.kept}</p>
    </section>
  );
}
