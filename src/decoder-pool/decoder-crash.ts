import { AppError } from "#errors.ts";

/** A child that went away in the middle of a job without being killed by its parent. */
export class DecoderCrash extends Error {
  constructor(exit: string) {
    super(`the decoder ended with ${exit}`);
    this.name = "DecoderCrash";
  }
}

/** True for an error whose reason was a child that died by itself: worth another try, once. */
export function isCrash(error: unknown): boolean {
  return error instanceof AppError && error.cause instanceof DecoderCrash;
}
