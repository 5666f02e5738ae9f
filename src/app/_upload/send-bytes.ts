import { problemDetail } from "#components/problem-detail.ts";
import type { UploadAddress } from "./upload-store.ts";

/** How one attempt ended. */
export type Outcome =
  | { kind: "sent" }
  /** dropped or busy: again, after so many ms where the server says when */
  | { kind: "again"; after: number | null }
  /** the target is used up, too old or not for these bytes: ask for a new one */
  | { kind: "used" }
  | { kind: "refused"; detail: string | null }
  | { kind: "cancelled" };

/** No byte went through for so long: the connection is dead, whatever the browser thinks. */
const STALLED = 60_000;

/**
 * Sends one file the way S3 takes it: the fields of the target, then the file. XMLHttpRequest, since fetch tells
 * nothing of what was sent so far.
 */
export function sendBytes(
  target: UploadAddress,
  file: File,
  onProgress: (sent: number) => void,
): { outcome: Promise<Outcome>; cancel: () => void } {
  const request = new XMLHttpRequest();
  let cancelled = false;
  const outcome = new Promise<Outcome>((resolve) => {
    let stall: ReturnType<typeof setTimeout>;
    const alive = () => {
      clearTimeout(stall);
      stall = setTimeout(() => request.abort(), STALLED);
    };
    request.upload.onprogress = (event) => {
      alive();
      // The form around the file counts too: shares of the whole, in bytes of the file.
      onProgress(event.total > 0 ? Math.round((event.loaded / event.total) * file.size) : 0);
    };
    request.onloadend = () => {
      clearTimeout(stall);
      resolve(cancelled ? { kind: "cancelled" } : read(request));
    };
    const form = new FormData();
    for (const [name, value] of Object.entries(target.fields)) form.append(name, value);
    form.append("file", file, file.name);
    request.open(target.method, target.url);
    request.setRequestHeader("accept", "application/json");
    request.send(form);
    alive();
  });
  return {
    outcome,
    cancel: () => {
      cancelled = true;
      request.abort();
    },
  };
}

function read(request: XMLHttpRequest): Outcome {
  const { status } = request;
  if (status >= 200 && status < 300) return { kind: "sent" };
  if (status === 0 || status === 408 || status === 429 || status >= 500)
    return { kind: "again", after: retryAfter(request.getResponseHeader("retry-after")) };
  if ([400, 403, 404, 409, 410].includes(status)) return { kind: "used" };
  return { kind: "refused", detail: problemDetail(request.responseText) };
}

/** RFC 9110 §10.2.3: seconds, or a date. In ms. */
export function retryAfter(value: string | null, now = Date.now()): number | null {
  if (value === null || value === "") return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
