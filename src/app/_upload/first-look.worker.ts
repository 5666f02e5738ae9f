import { sourceOfBlob } from "#picture/containers/byte-source.ts";
import { lookAt } from "#picture/report/look-at.ts";

/** Looks into one file at a time, in a thread of its own: a hostile file holds up nobody, and the thread can be ended. */
self.onmessage = async ({ data }: MessageEvent<File>) => {
  self.postMessage(await lookAt(sourceOfBlob(data)).catch(() => null));
};
