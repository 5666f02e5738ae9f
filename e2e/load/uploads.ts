/** The ways in, as a client without a browser goes them. */
import { expect } from "@playwright/test";
import type { Picture } from "#e2e/pictures.ts";
import { formOf, type Visitor } from "#e2e/visitor.ts";
import type { ImageView } from "#web/responses/image-view.ts";

export interface Upload {
  image: ImageView;
  target: { method: string; url: string; fields: Record<string, string> };
}

export const announce = (visitor: Visitor, pictures: Picture[]): Promise<Response> => {
  const files = pictures.map(({ name, mimeType, buffer }) => ({ name, bytes: buffer.length, mediaType: mimeType }));
  return visitor.fetch("/api/uploads", { method: "POST", body: JSON.stringify({ files }) });
};

export async function begin(visitor: Visitor, ...pictures: Picture[]): Promise<Upload[]> {
  const response = await announce(visitor, pictures);
  expect(response.status).toBe(201);
  return (await response.json()).uploads;
}

/** As any client would: without the cookie. */
export const sendTo = ({ target }: Upload, picture: Picture): Promise<Response> =>
  fetch(target.url, { method: target.method, body: formOf([picture], target.fields) });

export async function allImages(visitor: Visitor): Promise<ImageView[]> {
  return (await visitor.json<{ images: ImageView[] }>("/api/images?limit=500")).images;
}

/** Every image of a visitor, once none is in work any more. */
export async function settledImages(visitor: Visitor, timeout = 30_000): Promise<ImageView[]> {
  let images: ImageView[] = [];
  const inWork = async () => {
    images = await allImages(visitor);
    return images.filter(({ status }) => status === "pending" || status === "processing").length;
  };
  await expect.poll(inWork, { intervals: [50, 100, 200], timeout }).toBe(0);
  return images;
}
