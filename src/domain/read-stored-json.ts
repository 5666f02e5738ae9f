import { json } from "node:stream/consumers";
import { AppError } from "#errors.ts";
import type { Services } from "./services.ts";

/** What a stored JSON file of ours says. Throws `not_found` where it went since it was made. */
export async function readStoredJson<T>({ store }: Services, key: string): Promise<T> {
  const object = await store.read(key);
  if (!object) throw new AppError("not_found", "There is no such picture here. It may have been deleted.");
  return (await json(object.body)) as T;
}
