import { convert as words } from "../../../words.ts";

/** Asks for the conversion and hands it to the browser as a download, or says why there is none. */
export async function download(
  address: string,
  form: FormData,
  signal: AbortSignal,
): Promise<{ bytes: number } | { detail: string }> {
  try {
    const answer = await fetch(`${address}?${query(form)}`, { signal });
    if (!answer.ok) return { detail: await detailOf(answer) };
    const body = await answer.blob();
    save(body, fileName(answer.headers.get("content-disposition")));
    return { bytes: body.size };
  } catch {
    return { detail: words.dropped };
  }
}

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

async function detailOf(answer: Response): Promise<string> {
  const problem: unknown = await answer.json().catch(() => null);
  const detail = typeof problem === "object" && problem !== null && "detail" in problem ? problem.detail : null;
  return typeof detail === "string" ? detail : words.refused;
}

function save(body: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(body);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser reads it after the click
}
