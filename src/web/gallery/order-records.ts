import type { ImageRecord } from "#domain/image.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";

/** Those of the records that are asked for, as they are asked for. @param records newest first, as the catalog lists them */
export function inOrder(records: readonly ImageRecord[], { sort, only }: GalleryOrder): ImageRecord[] {
  const shown = records.filter((record) => isShown(record, only));
  switch (sort) {
    case "newest":
      return shown;
    case "oldest":
      return shown.reverse();
    case "name":
      return shown.sort((a, b) => names.compare(a.name, b.name)); // sorting is stable: of one name the newest first
    case "largest":
      return shown.sort((a, b) => b.bytes - a.bytes);
    case "smallest":
      return shown.sort((a, b) => a.bytes - b.bytes);
  }
}

/** `IMG_2` before `IMG_10`. */
const names = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function isShown({ status, facts }: ImageRecord, only: string | null): boolean {
  if (only === null) return true;
  if (only === "failed") return status === "failed";
  if (only === "work") return status === "pending" || status === "processing";
  if (only === "place") return facts?.warnings.some(({ code }) => code === "location") ?? false;
  return facts?.format === only;
}
