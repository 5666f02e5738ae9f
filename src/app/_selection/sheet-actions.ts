"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { deleteImages } from "#domain/delete-images.ts";
import { allImages } from "#domain/list-images.ts";
import { readGalleryOrder } from "#web/addresses/gallery-order.ts";
import { galleryAddress, readGalleryQuery } from "#web/addresses/gallery-query.ts";
import { visit } from "#web/context/visit.ts";
import { inOrder } from "#web/gallery/order-records.ts";
import type { Chosen } from "./selection-store.ts";

/** Every picture of the sheet in an order (`sort=name&only=tiff`): also those that the page does not show yet. */
export async function everyPicture(order: string): Promise<Chosen[]> {
  const { services, workspace } = await visit();
  if (!workspace) return [];
  const records = await Array.fromAsync(allImages(services, workspace));
  const query = Object.fromEntries(new URLSearchParams(String(order)));
  return inOrder(records, readGalleryOrder(query)).map(({ id, name, bytes, facts }) => ({
    id,
    name,
    bytes,
    width: facts?.width ?? null,
    height: facts?.height ?? null,
  }));
}

/** Deletes the chosen images (fields `ids`) and goes back to the sheet; what is gone already is no fault. */
export async function deleteChosen(form: FormData): Promise<void> {
  const { services, workspace } = await visit();
  const ids = form.getAll("ids").filter((id) => typeof id === "string");
  await deleteImages(services, workspace, ids);
  redirect(await whereTheyWere());
}

/** The form has no field for it: every field of it goes to the archive too. */
async function whereTheyWere(): Promise<string> {
  const url = URL.parse((await headers()).get("referer") ?? "");
  return galleryAddress(readGalleryQuery(Object.fromEntries(url?.searchParams ?? [])));
}
