import { monotonicFactory } from "ulid";
import { AppError, isAppError } from "#errors.ts";
import { cleanFileName } from "./file-name.ts";
import type { ImageRecord } from "./image.ts";
import { uploadKey } from "./keys.ts";
import type { Amount } from "./ports/catalog.ts";
import type { UploadTarget } from "./ports/object-store.ts";
import type { Services } from "./services.ts";
import { sizeText } from "./size-text.ts";

/** How long an upload target is good. */
const TARGET_MS = 10 * 60_000;
const newId = monotonicFactory();

export interface AnnouncedFile {
  name: string;
  bytes: number;
  mediaType: string;
}

interface Origin {
  /** of the request that brings the file, for the log */
  requestId?: string | null | undefined;
}

export type BegunUpload =
  | { image: ImageRecord; target: UploadTarget }
  | { rejected: { name: string; error: AppError } };

/**
 * Takes files in that a client will send by itself: one answer a file, in their order, each a record and where
 * its bytes go, or why not.
 */
export async function beginUploads(
  services: Services,
  workspace: string,
  files: AnnouncedFile[],
  requestId?: string | null,
): Promise<BegunUpload[]> {
  const answers: BegunUpload[] = [];
  for (const file of files) {
    answers.push(
      await beginOne(services, workspace, { ...file, requestId }).catch((error) => {
        if (!isAppError(error)) throw error;
        return { rejected: { name: cleanFileName(file.name), error } };
      }),
    );
  }
  return answers;
}

async function beginOne(services: Services, workspace: string, file: AnnouncedFile & Origin): Promise<BegunUpload> {
  if (file.bytes === 0) throw emptyFile();
  refuseTooLarge(services, file.bytes);
  const now = services.now();
  const endsAt = now + Math.min(TARGET_MS, services.limits.retentionMs);
  const image = await createPending(services, workspace, { ...file, reserved: file.bytes, uploadEndsAt: endsAt });
  const limits = { bytes: file.bytes, mediaType: image.mediaType, endsAt };
  return { image, target: await services.store.uploadTarget(uploadKey(workspace, image.id), limits) };
}

/**
 * Reserves quota and writes the `pending` record of a new image.
 * Throws `workspace_full` and `storage_full`, each with its numbers.
 */
export async function createPending(
  services: Services,
  workspace: string,
  file: AnnouncedFile & Origin & { reserved: number; uploadEndsAt: number },
): Promise<ImageRecord> {
  const { catalog, limits, store } = services;
  const now = services.now();
  const amount: Amount = { images: 1, bytes: file.reserved };
  await store.ensureRoom(file.reserved);
  if (
    !(await catalog.reserve(workspace, amount, { images: limits.workspaceImages, bytes: limits.workspaceBytes }, now))
  ) {
    throw await workspaceFull(services, workspace, file.reserved);
  }
  const record: ImageRecord = {
    version: 1,
    workspace,
    id: newId(now),
    name: cleanFileName(file.name),
    status: "pending",
    error: null,
    bytes: file.bytes,
    reserved: file.reserved,
    mediaType: cleanMediaType(file.mediaType),
    etag: null,
    createdAt: now,
    expiresAt: now + limits.retentionMs,
    uploadEndsAt: file.uploadEndsAt,
    facts: null,
    ...(file.requestId && { requestId: file.requestId }),
  };
  try {
    await catalog.create(record);
  } catch (error) {
    // It may have been written, and only the answer lost: then `remove` gives back, and nobody else may.
    if (!(await catalog.remove(workspace, record.id, now))) await catalog.release(workspace, amount);
    throw error;
  }
  services.metrics.count("Uploads");
  return record;
}

/** Throws `too_many_bytes` with both numbers. */
export function refuseTooLarge({ limits }: Services, bytes: number): void {
  if (bytes <= limits.maxUploadBytes) return;
  throw new AppError(
    "too_many_bytes",
    `Too large: ${sizeText(bytes)}; the limit is ${sizeText(limits.maxUploadBytes)}. Choose a smaller file.`,
  );
}

export async function workspaceFull(
  { catalog, limits }: Services,
  workspace: string,
  bytes: number,
): Promise<AppError> {
  const used = await catalog.usage(workspace);
  const full = used.images >= limits.workspaceImages;
  return new AppError(
    "workspace_full",
    full
      ? `The sheet is full: it holds ${limits.workspaceImages} pictures. Delete some first.`
      : `No room: ${sizeText(used.bytes)} of ${sizeText(limits.workspaceBytes)} are used and this needs ${sizeText(bytes)}. Delete some pictures first.`,
  );
}

export const emptyFile = () => new AppError("not_an_image", "This file is empty. Choose another one.");

/** Only ever shown and compared, but kept to the form of RFC 9110 §8.3.1. */
function cleanMediaType(text: string): string {
  return /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(text) ? text.toLowerCase() : "application/octet-stream";
}
