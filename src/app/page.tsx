import { LiveRefresh } from "../components/live-refresh.tsx";
import { RefreshWithoutScript } from "../components/refresh-without-script.tsx";
import { loadSheet } from "../web/page-data.ts";
import { readReceipt } from "../web/receipt.ts";
import { services } from "../web/services.ts";
import { site } from "../words.ts";
import { DropZone } from "./_sheet/drop-zone.tsx";
import { EmptySheet } from "./_sheet/empty-sheet.tsx";
import { Gallery } from "./_sheet/gallery.tsx";
import { Notices } from "./_sheet/notices.tsx";
import { ReceiptPanel } from "./_sheet/receipt-panel.tsx";
import { SheetHeader } from "./_sheet/sheet-header.tsx";

export default async function SheetPage({
  searchParams,
}: {
  searchParams: Promise<{ cursor?: string | string[]; notice?: string; receipt?: string | string[] }>;
}) {
  const { cursor, notice, receipt: written } = await searchParams;
  const at = typeof cursor === "string" && cursor !== "" ? cursor : null;
  const sheet = await loadSheet(at);
  const { images, unfinished } = sheet;
  const full = { name: "", code: "storage_full", detail: site.storageFull } as const;
  const empty = images.length === 0 && at === null;
  const receipt = empty ? readReceipt(services(), written) : null;
  const notices = notice === full.code ? [...sheet.notices, full] : sheet.notices;

  return (
    <>
      <title>{site.name}</title>
      <SheetHeader usage={sheet.usage} limits={sheet.limits} expiresAt={sheet.expiresAt} />
      <main className="mx-auto max-w-[110rem] px-4 pb-16 sm:px-6">
        {receipt && <ReceiptPanel receipt={receipt} />}
        <DropZone limits={sheet.limits} expiresAt={sheet.expiresAt} empty={empty} />
        <Notices notices={notices} />
        {empty ? (
          <EmptySheet />
        ) : (
          <Gallery images={images} firstNumber={sheet.firstNumber} here={at} next={sheet.cursor} />
        )}
      </main>
      <LiveRefresh unfinished={unfinished} />
      {unfinished > 0 && <RefreshWithoutScript seconds={notices.length > 0 ? 20 : 2} />}
    </>
  );
}
