import { isAppError } from "#errors.ts";
import type { ImageRecord } from "./image.ts";
import { keepDerivative } from "./keep-derivative.ts";
import type { JobOptions, Services } from "./services.ts";
import { singleFlight } from "./single-flight.ts";

/** A file that is made of an image and kept in the store. */
export interface Output {
  key: string;
  mediaType: string;
}

/**
 * Makes files of an image stand in the store: at once where all of them are there, else all of them anew, one time for
 * all who ask meanwhile. Throws what `make` throws, and as `keepDerivative` with nothing kept where the image went. A
 * `make` that finds no room is called once more where older results could go for it.
 *
 * @param outputs by the names that the decoder's job has for them
 * @param make writes each output to the path of its name; whatever else it leaves in their folder goes with it
 * @param options.patient who is patient does not share the end of somebody who was sent away with `busy`
 * @param options.leave as of `keepDerivative`: of all who ask, it is the first one's that is called
 * @example
 * await ensureStored(services, image, { output: { key, mediaType: "image/webp" } }, (paths) =>
 *   withDecodable(services, image, (file) => services.decoders.run({ kind: "preview", ...file, ...paths, page, maxPixels })),
 * );
 */
export async function ensureStored<Name extends string>(
  services: Services,
  image: ImageRecord,
  outputs: Readonly<Record<Name, Output>>,
  make: (paths: Record<Name, string>) => Promise<unknown>,
  { patient = false, leave }: JobOptions & { leave?: (path: string) => Promise<void> } = {},
): Promise<"stored" | "made"> {
  const named = Object.entries<Output>(outputs);
  const keys = named.map(([, { key }]) => key);
  const heads = await Promise.all(keys.map((key) => services.store.head(key)));
  if (!heads.includes(null)) return "stored";
  await singleFlight(keys.join(" "), patient, () =>
    services.withScratch("made", async (scratch) => {
      const paths = Object.fromEntries(named.map(([name]) => [name, `${scratch}.${name}`])) as Record<Name, string>;
      await make(paths).catch(async (error) => {
        if (!isAppError(error) || error.code !== "storage_full") throw error;
        await services.store.ensureRoom(0); // older results go, where that helps
        await make(paths);
      });
      for (const [name, { key, mediaType }] of named) {
        await keepDerivative(services, image, key, paths[name as Name], mediaType, leave);
      }
    }),
  );
  return "made";
}
