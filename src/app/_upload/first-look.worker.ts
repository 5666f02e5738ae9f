import { firstLook } from "./first-look/first-look.ts";

/** Looks into one file at a time, in a thread of its own: a hostile file holds up nobody, and the thread can be ended. */
self.onmessage = async ({ data }: MessageEvent<File>) => {
  self.postMessage(await firstLook(data).catch(() => null));
};
