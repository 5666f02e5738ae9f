import { LiveRefresh } from "#components/live-refresh.tsx";
import { RefreshWithoutScript } from "#components/refresh-without-script.tsx";
import { services } from "#web/context/services.ts";
import { readReceipt } from "#web/gallery/deletion-receipt.ts";
import { isPlainOrder } from "#web/gallery/gallery-order.ts";
import { readSheetPlace } from "#web/gallery/gallery-query.ts";
import { loadSheet } from "#web/gallery/load-gallery.ts";
import { site } from "#words.ts";
import { ReceiptPanel } from "./_gallery/deletion-receipt-panel.tsx";
import { DropZone } from "./_gallery/drop-zone.tsx";
import { EmptySheet } from "./_gallery/empty-sheet.tsx";
import { Gallery } from "./_gallery/gallery.tsx";
import { Notices } from "./_gallery/notices.tsx";
import { SheetHeader } from "./_gallery/sheet-header.tsx";

export default async function SheetPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const query = await searchParams;
  const place = readSheetPlace(query);
  const sheet = await loadSheet(place);
  const { images, unfinished } = sheet;
  const all = isPlainOrder(place.order) && place.cursor === null;
  const empty = images.length === 0 && (all || sheet.usage.images === 0);
  const full = { name: "", code: "storage_full", detail: site.storageFull } as const;
  const receipt = empty ? readReceipt(services(), query.receipt) : null;
  const notices = query.notice === full.code ? [...sheet.notices, full] : sheet.notices;

  return (
    <>
      <title>{site.name}</title>
      <SheetHeader usage={sheet.usage} limits={sheet.limits} expiresAt={sheet.expiresAt} />
      <main className="mx-auto max-w-[110rem] px-4 pb-16 sm:px-6">
        {receipt && <ReceiptPanel receipt={receipt} />}
        <DropZone limits={sheet.limits} expiresAt={sheet.expiresAt} empty={empty} />
        <Notices notices={notices} />
        {empty ? <EmptySheet /> : <Gallery sheet={sheet} place={place} />}
      </main>
      <LiveRefresh unfinished={unfinished} shown={images.length} />
      {unfinished > 0 && <RefreshWithoutScript seconds={notices.length > 0 ? 20 : 2} />}
    </>
  );
}
