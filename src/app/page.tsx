import { LiveRefresh } from "../components/live-refresh.tsx";
import { RefreshWithoutScript } from "../components/refresh-without-script.tsx";
import { loadSheet } from "../web/page-data.ts";
import { site } from "../words.ts";
import { DropZone } from "./_sheet/drop-zone.tsx";
import { EmptySheet } from "./_sheet/empty-sheet.tsx";
import { Gallery } from "./_sheet/gallery.tsx";
import { Notices } from "./_sheet/notices.tsx";
import { SheetHeader } from "./_sheet/sheet-header.tsx";

export default async function SheetPage({
  searchParams,
}: {
  searchParams: Promise<{ cursor?: string | string[]; notice?: string }>;
}) {
  const { cursor, notice } = await searchParams;
  const at = typeof cursor === "string" && cursor !== "" ? cursor : null;
  const sheet = await loadSheet(at);
  const { images, unfinished } = sheet;
  const full = { name: "", code: "storage_full", detail: site.storageFull } as const;
  const notices = notice === full.code ? [...sheet.notices, full] : sheet.notices;

  return (
    <>
      <title>{site.name}</title>
      <SheetHeader usage={sheet.usage} limits={sheet.limits} expiresAt={sheet.expiresAt} />
      <main className="mx-auto max-w-[110rem] px-4 pb-16 sm:px-6">
        <DropZone limits={sheet.limits} expiresAt={sheet.expiresAt} />
        <Notices notices={notices} />
        {images.length === 0 && at === null ? (
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
