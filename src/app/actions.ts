"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { type AnnouncedFile, beginUploads } from "#domain/begin-upload.ts";
import { deleteImage as deleteOne } from "#domain/delete-image.ts";
import { deleteWorkspace } from "#domain/delete-workspace.ts";
import { retryImage as retryOne } from "#domain/retry-image.ts";
import { type AppError, isAppError, toAppError } from "#errors.ts";
import { services } from "#web/context/services.ts";
import { nextSession, visit, visitorsSession } from "#web/context/visit.ts";
import { countUploads } from "#web/context/visit-of.ts";
import { announcedFiles } from "#web/forms/announced-files.ts";
import { writeDeletionReceipt } from "#web/gallery/deletion-receipt.ts";
import { leaveNotices } from "#web/gallery/leave-notices.ts";
import { putSamples } from "#web/gallery/samples.ts";
import { type ImageView, imageView } from "#web/responses/image-view.ts";
import { logRefusal } from "#web/responses/log-refusal.ts";

export type BegunUploadView =
  | { ok: true; image: ImageView; target: { method: "POST"; url: string; fields: Record<string, string> } }
  | { ok: false; name: string; code: string; detail: string };

/** Begins uploads, at most 25 a call: one answer a file, in their order. A refusal is a value, not an exception. */
export async function beginUpload(files: AnnouncedFile[]): Promise<BegunUploadView[]> {
  const requestId = (await headers()).get("x-request-id");
  const refuse = (name: string, error: AppError) => {
    logRefusal(services(), error, requestId);
    return { ok: false, name, ...error.public } as const;
  };
  try {
    const checked = announcedFiles({ files });
    const all = services();
    countUploads(checked.length);
    const session = await visitorsSession();
    const begun = await beginUploads(all, session.workspace, checked, requestId);
    if (begun.some((one) => "image" in one)) (await cookies()).set(session.cookie);
    return begun.map((one) =>
      "image" in one
        ? { ok: true, image: imageView(one.image), target: one.target }
        : refuse(one.rejected.name, one.rejected.error),
    );
  } catch (error) {
    const known = toAppError(error);
    return namesOf(files).map((name) => refuse(name, known));
  }
}

/** Deletes one image (field `id`) and goes back to the sheet as it was sorted (field `from`); one that is gone already is no fault. */
export async function deleteImageAction(form: FormData): Promise<void> {
  const { services, workspace } = await visit();
  await ignoringGone(() => deleteOne(services, workspace, textOf(form, "id")));
  redirect(whereFrom(form));
}

/**
 * Processes a failed image (field `id`) again and goes back to where the form was (field `from`). Who has retried too much
 * reads so above the sheet.
 */
export async function retryImageAction(form: FormData): Promise<void> {
  const { services, workspace } = await visit();
  const id = textOf(form, "id");
  try {
    await ignoringGone(() => retryOne(services, workspace, id));
  } catch (error) {
    if (!isAppError(error) || error.code !== "too_many_requests" || workspace === null) throw error;
    const name = (await services.catalog.get(workspace, id))?.name ?? "";
    redirect(await leaveNotices(services, workspace, [{ name, error: error.public }]));
  }
  redirect(whereFrom(form));
}

/**
 * Deletes the whole workspace now, gives the visitor another one, and goes to its empty sheet with a receipt of what this
 * call deleted.
 */
export async function deleteEverything(): Promise<void> {
  const { services, workspace } = await visit();
  if (!workspace) redirect("/");
  const deleted = await deleteWorkspace(services, workspace);
  (await cookies()).set((await nextSession()).cookie);
  redirect(deleted.images ? `/?receipt=${writeDeletionReceipt(services, deleted, services.now())}` : "/");
}

/** Puts the three sample pictures on the sheet; what was refused stands there once, as after a form of files. */
export async function trySamples(): Promise<void> {
  const all = services();
  const session = await visitorsSession();
  const { images } = await all.catalog.usage(session.workspace);
  if (images > 0) redirect("/"); // pressed twice: they are there
  const refused = await putSamples(all, session.workspace, (await headers()).get("x-request-id"));
  const address = await leaveNotices(all, session.workspace, refused);
  (await cookies()).set(session.cookie);
  redirect(address);
}

/** Of whatever came: arguments of an action are what somebody sent. */
function namesOf(files: unknown): string[] {
  return Array.isArray(files) ? files.map((file) => (typeof file?.name === "string" ? file.name : "")) : [""];
}

/** A page of ours that the form was on; the sheet for anything else. */
function whereFrom(form: unknown): string {
  const from = textOf(form, "from");
  return /^\/(images\/\w+)?(\?[\w=&.%-]*)?$/.test(from) ? from : "/";
}

function textOf(form: unknown, name: string): string {
  const value = form instanceof FormData ? form.get(name) : null;
  return typeof value === "string" ? value : "";
}

async function ignoringGone(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isAppError(error) || !["not_found", "expired", "not_ready"].includes(error.code)) throw error;
  }
}
