import { FORMATS, type Format } from "#picture/formats.ts";
import type { Warning } from "#picture/metadata.ts";

/** Extensions of pictures that do not open yet, as people say them. */
const OTHERS: Readonly<Record<string, string>> = {
  psd: "PSD",
  jxl: "JPEG XL",
  jp2: "JPEG 2000",
  pdf: "PDF",
  dng: "DNG",
  nef: "NEF",
  cr2: "CR2",
  cr3: "CR3",
  arw: "ARW",
};

/** The warning for a name that says another format than the content; null where they agree or the name is silent. */
export function extensionWarning(name: string, format: Format): Warning | null {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name.trim())?.[1]?.toLowerCase();
  if (extension === undefined || format.extensions.includes(extension)) return null;
  const said =
    FORMATS.find((row) => row.extensions.includes(extension))?.name ??
    (Object.hasOwn(OTHERS, extension) ? OTHERS[extension] : undefined);
  if (said === undefined || said === format.name) return null;
  return { code: "extension_mismatch", detail: `The name says ${said}, the content is ${format.name}.` };
}
