import { stat } from "node:fs/promises";
import { isAppError } from "#errors.ts";
import { findImage } from "./find-image.ts";
import type { ImageRecord } from "./image.ts";
import { isResultKey } from "./keys.ts";
import { resultsBudget } from "./results-budget.ts";
import type { Services } from "./services.ts";

/**
 * Puts what was made of an image into the store; the file at `path` is gone afterwards. Results (`isResultKey`) can be
 * made again at any time: they count in the workspace's budget, and the oldest of them go for a new one. Throws as
 * `findImage`, with nothing kept, where the image went while it was being made.
 *
 * @param leave called with a result that finds no room, which is then not kept. Where nobody takes it, it is kept all
 *   the same, since it can be read from the store alone, and goes for the next one
 */
export async function keepDerivative(
  services: Services,
  image: ImageRecord,
  key: string,
  path: string,
  mediaType: string,
  leave?: (path: string) => Promise<void>,
): Promise<void> {
  const { catalog, store } = services;
  const budget = isResultKey(key) ? await resultsBudget(services, image.workspace) : null;
  if (budget !== null && !(await findsRoom(services, path, budget)) && leave) return leave(path);
  const { bytes } = await store.putFile(key, path, { mediaType });
  await findImage(services, image.workspace, image.id).catch(async (gone) => {
    await store.remove(key);
    throw gone;
  });
  if (budget === null) return;
  const tooMuch = await catalog.addResult(image.workspace, image.id, key, bytes, budget);
  for (const old of tooMuch) {
    await store.remove(old);
    await catalog.forgetResult(image.workspace, old);
  }
}

/** Whether a result has room in its workspace's budget and, once older ones have gone for it, in the store. */
async function findsRoom({ store }: Services, path: string, budget: number): Promise<boolean> {
  const { size } = await stat(path);
  if (size > budget) return false;
  try {
    await store.ensureRoom(size);
    return true;
  } catch (error) {
    if (isAppError(error) && error.code === "storage_full") return false;
    throw error;
  }
}
