/** The sentences in which every adapter refuses bytes, so that both modes say the same. */
import { sizeText } from "#domain/size-text.ts";
import { AppError } from "#errors.ts";

export const pastLimit = (limit: number): AppError =>
  new AppError("too_many_bytes", `Too large: the limit is ${sizeText(limit)}. Choose a smaller file.`);

export const pastAnnounced = (announced: number, arrived: number): AppError =>
  new AppError("too_many_bytes", `This upload was announced with ${announced} bytes, but at least ${arrived} arrived.`);

export const shortOfAnnounced = (announced: number, arrived: number): AppError =>
  new AppError("invalid_request", `This upload was announced with ${announced} bytes, but only ${arrived} arrived.`);

export const brokenOff = (cause: unknown): AppError =>
  new AppError("invalid_request", "The upload broke off before all of it had arrived. Send it again.", { cause });

export const alreadyUploaded = (cause?: unknown): AppError =>
  new AppError("invalid_request", "This upload was already sent. Begin a new one.", { cause });

export const noSuchUpload = (): AppError =>
  new AppError("not_found", "There is no such upload. It may have been deleted; begin a new one.");

export const storageFull = (cause?: unknown): AppError =>
  new AppError("storage_full", "There is not enough room for more pictures here at the moment. Try again later.", {
    cause,
  });

export const outsideRange = (): AppError =>
  new AppError("invalid_request", "The range that was asked for lies outside the file.");
