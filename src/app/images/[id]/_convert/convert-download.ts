/** Only what was said: an empty field is as if it was not there. */
export function query(form: FormData): URLSearchParams {
  const asked = new URLSearchParams();
  for (const [name, value] of form) if (typeof value === "string" && value !== "") asked.set(name, value);
  return asked;
}

/** The name in a Content-Disposition: the extended one first (RFC 8187), else the plain one. Empty where there is none. */
export function fileName(disposition: string | null): string {
  const extended = /filename\*\s*=\s*UTF-8''([^;\s]+)/i.exec(disposition ?? "")?.[1];
  if (extended !== undefined)
    try {
      return decodeURIComponent(extended);
    } catch {
      // not well encoded: the plain one has to do
    }
  const plain = /filename\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^;\s]+))/i.exec(disposition ?? "");
  return plain?.[1]?.replace(/\\(.)/g, "$1") ?? plain?.[2] ?? "";
}

/** Hands bytes that are here already to the browser as a download. */
export function save(body: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(body);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser reads it after the click
}
