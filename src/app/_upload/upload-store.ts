import { createStore, type Store } from "#components/store.ts";
import type { LookResult } from "#picture/report/look-at.ts";

export type UploadState =
  /** shown, and not to be sent before a person says so */
  | "held"
  /** no target to send it to yet */
  | "waiting"
  /** asked for one */
  | "beginning"
  /** has one */
  | "ready"
  | "sending"
  /** dropped; tries again by itself */
  | "paused"
  | "sent"
  /** the server will not have it: trying again is no use */
  | "refused"
  /** gave up; a person may try again */
  | "stopped";

export interface UploadAddress {
  method: "POST";
  url: string;
  fields: Record<string, string>;
}

export interface Begun {
  /** the API's address of the picture */
  self: string;
  target: UploadAddress;
  /** when; ms since 1970 */
  at: number;
}

/** What a first look found in a file; `unknown` where it could not look, or not in time. */
export type Look = "looking" | "unknown" | LookResult;

export interface Upload {
  key: number;
  file: File;
  state: UploadState;
  /** bytes */
  sent: number;
  /** why it was refused or stopped */
  detail: string | null;
  tries: number;
  begun: Begun | null;
  look: Look;
  /** when it was chosen; ms since 1970 */
  addedAt: number;
}

/** Told at most ten times a second: progress comes far more often than anyone can read. */
const all = createStore<readonly Upload[]>([], { pause: 100 });
let nextKey = 1;

/** What is being sent, for the tray to show. Lives as long as the page does, through moves from page to page. */
export const uploads: Store<readonly Upload[]> = all;

export function find(key: number): Upload | undefined {
  return all.get().find((upload) => upload.key === key);
}

export function append(files: File[], state: "held" | "waiting"): Upload[] {
  const fresh = files.map(
    (file): Upload => ({
      key: nextKey++,
      file,
      state,
      sent: 0,
      detail: null,
      tries: 0,
      begun: null,
      look: "looking",
      addedAt: Date.now(),
    }),
  );
  all.set([...all.get(), ...fresh]);
  return fresh;
}

/** Nothing happens to one that was cancelled meanwhile. */
export function patch(key: number, change: Partial<Upload>): void {
  all.set(all.get().map((upload) => (upload.key === key ? { ...upload, ...change } : upload)));
}

export function drop(keep: (upload: Upload) => boolean): void {
  all.set(all.get().filter(keep));
}

/** As `patch`, for many at once. */
export function patchAll(which: (upload: Upload) => boolean, change: Partial<Upload>): void {
  all.set(all.get().map((upload) => (which(upload) ? { ...upload, ...change } : upload)));
}
