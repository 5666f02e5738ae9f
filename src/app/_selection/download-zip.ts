import type { Chosen } from "./selection-store.ts";

/** A longer address than this is refused on its way (Node takes 16 KB of headers, cookie included). */
const LONGEST = 6000;

/**
 * Downloads one ZIP of pictures: by a link where its address is short enough, for a link asks nobody whether to leave
 * while pictures are being sent; else by a form.
 * @param fields the other parameters of the archive
 */
export function downloadZip(pictures: readonly Chosen[], fields: Readonly<Record<string, string>>): void {
  const query = new URLSearchParams({ ids: pictures.map(({ id }) => id).join(","), ...fields });
  const address = `/api/archive?${query}`;
  if (address.length <= LONGEST) {
    const link = document.createElement("a");
    link.href = address;
    link.download = "";
    press(link, () => link.click());
    return;
  }
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/api/archive";
  for (const [name, value] of query) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  press(form, () => form.submit());
}

function press(element: HTMLElement, act: () => void): void {
  element.hidden = true;
  document.body.append(element);
  act();
  element.remove();
}
