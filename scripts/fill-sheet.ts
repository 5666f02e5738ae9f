import { setTimeout as pause } from "node:timers/promises";
import { drawnPictures } from "./drawn/pictures.ts";

/** What is looked at of an image of the API. */
interface DrawnImage {
  id: string;
  name: string;
  status: string;
  error: { detail: string } | null;
  links: { self: string };
}

export interface FilledSheet {
  /** the value of the cookie `workspace` */
  cookie: string;
  images: DrawnImage[];
}

/**
 * Sends the drawn pictures as a form and waits until each of them is ready.
 *
 * @param address of the server, without a slash at its end
 * @throws an Error where one is refused or fails
 */
export async function fillSheet(address: string): Promise<FilledSheet> {
  const form = new FormData();
  for (const file of await drawnPictures()) form.append("file", file);
  const answer = await fetch(`${address}/api/images`, { method: "POST", body: form });
  const { images, rejected } = await answer.json();
  if (answer.status !== 201 || rejected.length > 0) throw new Error(`not taken: ${JSON.stringify(rejected)}`);
  const cookie = /^workspace=([^;]*)/.exec(answer.headers.getSetCookie()[0] ?? "")?.[1] ?? "";
  for (const { links } of images as DrawnImage[]) await untilReady(address + links.self, cookie);
  return { cookie, images };
}

async function untilReady(url: string, cookie: string): Promise<void> {
  for (;;) {
    const answer = await fetch(url, { headers: { cookie: `workspace=${cookie}` } });
    const { status, name, error }: DrawnImage = await answer.json();
    if (status === "ready") return;
    if (status === "failed") throw new Error(`${name}: ${error?.detail}`);
    await pause(100);
  }
}
