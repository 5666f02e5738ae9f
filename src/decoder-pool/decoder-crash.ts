import { constants } from "node:os";
import { AppError, shortage } from "#errors.ts";

/** A child that a picture brought down in the middle of a job. */
class DecoderCrash extends Error {
  constructor(exit: string) {
    super(`the decoder ended with ${exit}`);
    this.name = "DecoderCrash";
  }
}

/** A child that somebody else ended, the system's memory killer as a rule, or that could not be reached. */
export class DecoderLoss extends Error {
  constructor(exit: string) {
    super(`the decoder was lost: ${exit}`);
    this.name = "DecoderLoss";
  }
}

/** True for an error whose reason was a child that died by itself: worth another try, once. */
export function isCrash(error: unknown): boolean {
  return error instanceof AppError && error.cause instanceof DecoderCrash;
}

/** True for an error whose reason was a child that somebody else ended: the job can be done by another one. */
export function isLoss(error: unknown): boolean {
  return error instanceof AppError && error.cause instanceof DecoderLoss;
}

/** What a program is sent for what it does itself (signal(7)). Every other signal comes from somebody. */
const OWN_FAULTS: ReadonlySet<string> = new Set([
  "SIGABRT",
  "SIGBUS",
  "SIGFPE",
  "SIGILL",
  "SIGSEGV",
  "SIGSYS",
  "SIGTRAP",
]);

/** Why a child ended in the middle of a job, where its parent had not killed it: `damaged_image`, or a shortage of ours. */
export function exitError(code: number | null, signal: string | null): AppError {
  const by = signal ?? signalInCode(code);
  if (by !== null && !OWN_FAULTS.has(by)) return shortage(new DecoderLoss(by));
  const cause = new DecoderCrash(by ?? `code ${code}`);
  return new AppError("damaged_image", "This picture stops its decoder.", { cause });
}

/** A launcher tells by 128 and the signal's number what ended the program that it started (as sh(1) does). */
function signalInCode(code: number | null): string | null {
  return Object.entries(constants.signals).find(([, number]) => number + 128 === code)?.[0] ?? null;
}
