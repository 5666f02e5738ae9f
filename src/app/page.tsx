import { LiveRefresh } from "#components/live-refresh.tsx";
import { RefreshWithoutScript } from "#components/refresh-without-script.tsx";
import { siteMessages } from "#messages/site.ts";
import { isPlainOrder } from "#web/addresses/gallery-order.ts";
import { readGalleryQuery } from "#web/addresses/gallery-query.ts";
import { services } from "#web/context/services.ts";
import { readDeletionReceipt } from "#web/gallery/deletion-receipt.ts";
import { loadGallery } from "#web/gallery/load-gallery.ts";
import { DeletionReceiptPanel } from "./_gallery/deletion-receipt-panel.tsx";
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
  const given = await searchParams;
  const query = readGalleryQuery(given);
  const sheet = await loadGallery(query);
  const { images, unfinished } = sheet;
  const all = isPlainOrder(query.order) && query.cursor === null;
  const empty = images.length === 0 && (all || sheet.usage.images === 0);
  const full = { name: "", code: "storage_full", detail: siteMessages.storageFull } as const;
  const receipt = empty ? readDeletionReceipt(services(), given.receipt) : null;
  const notices = given.notice === full.code ? [...sheet.notices, full] : sheet.notices;

  return (
    <>
      <title>{siteMessages.name}</title>
      <SheetHeader usage={sheet.usage} limits={sheet.limits} expiresAt={sheet.expiresAt} />
      <main className="mx-auto max-w-[110rem] px-4 pb-16 sm:px-6">
        {receipt && <DeletionReceiptPanel receipt={receipt} />}
        <DropZone limits={sheet.limits} expiresAt={sheet.expiresAt} empty={empty} />
        <Notices notices={notices} />
        {empty ? <EmptySheet /> : <Gallery sheet={sheet} query={query} />}
      </main>
      <LiveRefresh unfinished={unfinished} shown={images.length} />
      {unfinished > 0 && <RefreshWithoutScript seconds={notices.length > 0 ? 20 : 2} />}
    </>
  );
}
