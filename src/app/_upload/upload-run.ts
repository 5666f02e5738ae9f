import { beginUpload } from "#app/actions.ts";
import { convertMessages as convertWords } from "#messages/convert.ts";
import { uploadMessages as words } from "#messages/upload.ts";
import { lookBeforeSending } from "./first-looks.ts";
import { type Outcome, sendBytes } from "./send-bytes.ts";
import { append, type Begun, drop, find, patch, patchAll, type Upload, uploads } from "./upload-store.ts";

const AT_ONCE = 3;
const TRIES = 5;
/** The contract's most files a call; and not more bytes than are likely to go out before their targets end. */
const BATCH_FILES = 25;
const BATCH_BYTES = 100_000_000;
/** A target is good for ten minutes; one this old is not begun with. */
const TARGET_LASTS = 9 * 60_000;
/** No byte of a file goes out before what it gives away is known, or so many ms have passed. */
const LOOK_LASTS = 2000;

const cancels = new Map<number, () => void>();
let beginning = false;
let arrived: () => void = () => {};

/** What to do when something new is on the server. */
export function onArrival(listener: () => void): void {
  arrived = listener;
}

/** @param hold whether they wait for `sendHeld` */
export function addFiles(files: File[], hold: boolean): void {
  if (!uploads.get().some(({ state }) => isUnfinished(state))) drop(({ state }) => state !== "sent");
  for (const { key, file } of append(files, hold ? "held" : "waiting")) {
    void lookBeforeSending(file, () => find(key) !== undefined).then((look) => {
      patch(key, { look });
      pump();
    });
  }
  setTimeout(pump, LOOK_LASTS + 50); // a clock may be a little behind the timer
}

/** Sends what was only shown until now. */
export function sendHeld(): void {
  patchAll(({ state }) => state === "held", { state: "waiting" });
  pump();
}

export function cancel(key: number): void {
  const upload = find(key);
  drop((other) => other.key !== key);
  cancels.get(key)?.();
  if (upload?.begun && upload.state !== "sent") forget(upload.begun.self);
}

export function cancelAll(): void {
  for (const { key, state } of uploads.get()) if (isUnfinished(state)) cancel(key);
}

/** Everything on the server is being deleted: nothing more goes there, and nothing there has to be forgotten. */
export function stopAll(): void {
  drop(() => false);
  for (const stop of cancels.values()) stop();
}

export function retry(key: number): void {
  const begun = find(key)?.begun ?? null;
  const kept = begun && isYoung(begun) ? begun : null;
  if (begun && !kept) forget(begun.self);
  patch(key, { state: kept ? "ready" : "waiting", tries: 0, sent: 0, detail: null, begun: kept });
  pump();
}

function isUnfinished(state: Upload["state"]): boolean {
  return state !== "sent" && state !== "refused" && state !== "stopped";
}

function pump(): void {
  for (const upload of uploads.get().filter((one) => one.state === "ready")) {
    if (cancels.size >= AT_ONCE) break;
    const { begun } = upload;
    if (begun && isYoung(begun)) void send(upload, begun);
    else beginAgain(upload);
  }
  if (!beginning && uploads.get().filter((one) => one.state === "ready").length < AT_ONCE) void begin();
}

const wasLookedInto = ({ look, addedAt }: Upload): boolean => look !== "looking" || Date.now() - addedAt >= LOOK_LASTS;

const isYoung = ({ at }: Begun): boolean => Date.now() - at < TARGET_LASTS;

/** One call at a time: two first calls at once would make two workspaces. */
async function begin(): Promise<void> {
  const batch: Upload[] = [];
  let bytes = 0;
  for (const upload of uploads.get()) {
    if (upload.state !== "waiting" || !wasLookedInto(upload)) continue;
    if (batch.length === BATCH_FILES || (batch.length >= AT_ONCE && bytes + upload.file.size > BATCH_BYTES)) break;
    batch.push(upload);
    bytes += upload.file.size;
  }
  if (batch.length === 0) return;
  beginning = true;
  for (const { key } of batch) patch(key, { state: "beginning" });
  try {
    const answers = await beginUpload(
      batch.map(({ file }) => ({
        name: file.name,
        bytes: file.size,
        mediaType: file.type || "application/octet-stream",
      })),
    );
    for (const [i, upload] of batch.entries()) {
      const answer = answers[i];
      if (answer?.ok) {
        const { self } = answer.image.links;
        if (find(upload.key))
          patch(upload.key, { state: "ready", begun: { self, target: answer.target, at: Date.now() } });
        else forget(self); // cancelled meanwhile
      } else if (answer?.code === "busy" || answer?.code === "too_many_requests") pause(upload, "waiting", null);
      else patch(upload.key, { state: "refused", detail: answer?.detail ?? words.notReachable });
    }
    arrived();
  } catch {
    for (const upload of batch) pause(upload, "waiting", null, words.notReachable);
  } finally {
    beginning = false;
    pump();
  }
}

async function send(upload: Upload, begun: Begun): Promise<void> {
  const { key, file } = upload;
  const { outcome, cancel: stop } = sendBytes(begun.target, file, (sent) => patch(key, { sent }));
  cancels.set(key, stop);
  patch(key, { state: "sending", sent: 0 });
  const end = await outcome;
  const settled = end.kind === "used" && (await cameThrough(begun.self)) ? { kind: "sent" as const } : end;
  cancels.delete(key);
  if (find(key)) finish(upload, settled);
  pump();
}

function finish(upload: Upload, outcome: Outcome): void {
  if (outcome.kind === "sent") {
    patch(upload.key, { state: "sent", sent: upload.file.size });
    arrived();
  } else if (outcome.kind === "again") pause(upload, "ready", outcome.after);
  else if (outcome.kind === "used") beginAgain(upload);
  else if (outcome.kind === "refused")
    patch(upload.key, { state: "refused", detail: outcome.detail ?? convertWords.refused });
}

/** With a new target; what was begun before is forgotten, so that it does not wait on the sheet. */
function beginAgain(upload: Upload): void {
  if (upload.begun) forget(upload.begun.self);
  pause({ ...upload, begun: null }, "waiting", 0);
}

/** Again in a while, longer each time, at once when the connection is back; after five tries a person decides. */
function pause(upload: Upload, next: "waiting" | "ready", after: number | null, why: string = words.gaveUp): void {
  const { key, begun } = upload;
  const tries = upload.tries + 1;
  if (tries >= TRIES) {
    patch(key, { state: "stopped", detail: why, tries, sent: 0, begun });
    return;
  }
  const wait = after ?? 1000 * 2 ** upload.tries * (0.75 + Math.random() / 2);
  patch(key, { state: "paused", tries, sent: 0, begun });
  const resume = () => {
    window.removeEventListener("online", resume);
    clearTimeout(timer);
    if (find(key)?.state !== "paused") return;
    patch(key, { state: next });
    pump();
  };
  const timer = setTimeout(() => {
    if (navigator.onLine) resume();
  }, wait);
  window.addEventListener("online", resume);
}

/** The answer may have been lost after the bytes arrived: then the picture is past `pending`. */
async function cameThrough(self: string): Promise<boolean> {
  try {
    const answer = await fetch(self, { cache: "no-store", headers: { accept: "application/json" } });
    const image: unknown = answer.ok ? await answer.json() : null;
    return typeof image === "object" && image !== null && "status" in image && image.status !== "pending";
  } catch {
    return false;
  }
}

function forget(self: string): void {
  fetch(self, { method: "DELETE", keepalive: true }).catch(() => {}); // else it goes by itself in ten minutes
}
