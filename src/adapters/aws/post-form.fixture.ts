import type { UploadTarget } from "#domain/ports/object-store.ts";

/** Sends a file as a browser does: the fields of the target, then the part `file`. */
export async function postForm(target: UploadTarget, file: Buffer, options: { origin?: string } = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(target.fields)) form.append(name, value);
  form.append("file", new Blob([new Uint8Array(file)]), "picture.jpg");
  const headers = new Headers(options.origin === undefined ? [] : [["origin", options.origin]]);
  const response = await fetch(target.url, { method: target.method, body: form, headers });
  const [, code] = /<Code>(\w+)<\/Code>/.exec(await response.text()) ?? [];
  return { status: response.status, code: code ?? null, headers: response.headers };
}
