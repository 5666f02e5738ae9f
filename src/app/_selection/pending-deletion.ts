import { createStore, type Store } from "#components/store.ts";
import { type Chosen, choose } from "./selection-store.ts";

/** A delete waits so long before it is sent, in s: until then it can be taken back. */
const SECONDS = 6;
/** The API takes so many ids at once. */
const MAX_IDS = 100;

export interface PendingDeletion {
  state: "waiting" | "failed";
  pictures: readonly Chosen[];
  /** s left; not counted down while somebody is about to press the button */
  seconds: number;
  held: boolean;
}

const pending = createStore<PendingDeletion | null>(null);
const leaving = createStore<ReadonlySet<string>>(new Set());
let timer: ReturnType<typeof setInterval> | null = null;
let told: () => void = () => {};

/** The delete that waits, or failed. */
export const pendingDeletion: Store<PendingDeletion | null> = pending;
/** Ids of what the sheet hides: about to be deleted, or deleted. */
export const leavingPictures: Store<ReadonlySet<string>> = leaving;

/** Who looks at the sheet again when something was deleted, or came back. */
export function onDeleted(listener: () => void): () => void {
  told = listener;
  return () => {
    if (told === listener) told = () => {};
  };
}

/** Hides the pictures and deletes them after some seconds; what waits already is deleted at once. */
export function deleteSoon(pictures: readonly Chosen[]): void {
  if (pictures.length === 0) return;
  sendNow();
  leaving.set(new Set([...leaving.get(), ...pictures.map(({ id }) => id)]));
  timer = setInterval(tick, 1000);
  window.addEventListener("pagehide", sendNow);
  pending.set({ state: "waiting", pictures, seconds: SECONDS, held: false });
}

/** Brings the pictures back, chosen as they were. */
export function takeBack(): void {
  const current = pending.get();
  if (current?.state !== "waiting") return;
  const { pictures } = current;
  stop();
  show(pictures);
  pending.set(null);
  choose(pictures, true);
}

export function hold(held: boolean): void {
  const current = pending.get();
  if (current?.state === "waiting" && current.held !== held) pending.set({ ...current, held });
}

/** Ends what is said of a delete that failed. */
export function dismiss(): void {
  if (pending.get()?.state === "failed") pending.set(null);
}

function tick(): void {
  const current = pending.get();
  if (!current || current.held) return;
  if (current.seconds <= 1) sendNow();
  else pending.set({ ...current, seconds: current.seconds - 1 });
}

/** Also where the page goes: the browser sends such requests after its end. */
function sendNow(): void {
  const current = pending.get();
  if (current?.state !== "waiting") return;
  const { pictures } = current;
  stop();
  pending.set(null);
  void send(pictures);
}

async function send(pictures: readonly Chosen[]): Promise<void> {
  const pieces = Array.from({ length: Math.ceil(pictures.length / MAX_IDS) }, (_, i) =>
    pictures.slice(i * MAX_IDS, (i + 1) * MAX_IDS),
  );
  const failed = await Promise.all(
    pieces.map(async (piece) => {
      const ids = piece.map(({ id }) => id).join(",");
      const answer = await fetch(`/api/images?ids=${ids}`, { method: "DELETE", keepalive: true }).catch(() => null);
      return answer?.ok ? [] : piece;
    }),
  );
  const left = failed.flat();
  if (left.length > 0) {
    show(left);
    sendNow(); // one that came meanwhile: only one of them can be told of
    pending.set({ state: "failed", pictures: left, seconds: 0, held: false });
  }
  told();
}

function stop(): void {
  if (timer !== null) clearInterval(timer);
  timer = null;
  window.removeEventListener("pagehide", sendNow);
}

function show(pictures: readonly Chosen[]): void {
  const back = new Set(pictures.map(({ id }) => id));
  leaving.set(new Set([...leaving.get()].filter((id) => !back.has(id))));
}
