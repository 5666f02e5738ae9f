import type { JobOptions } from "#decoder-pool/jobs.ts";
import { isAppError } from "#errors.ts";
import type { ImageRecord } from "./image.ts";
import { keepDerivative } from "./keep-derivative.ts";
import type { Services } from "./services.ts";
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
 * @param make writes each output to the path of its name; whatever else it leaves in their folder goes with it. Its
 *   options are the asker's, but for the signal: that of nobody waiting for it any more
 * @param options.patient who is patient does not share the end of somebody who was sent away
 * @param options.signal aborted when this asker waits no more
 * @param options.leave as of `keepDerivative`: of all who ask, it is the first one's that is called
 * @example
 * const outputs = { output: { key, mediaType: "image/webp" } };
 * await ensureStored(services, image, outputs, options, (paths, how) =>
 *   withDecodable(services, image, how, (file) =>
 *     runJob(services, image, { kind: "preview", ...file, ...paths, page, maxPixels }, how),
 *   ),
 * );
 */
export async function ensureStored<Name extends string>(
  services: Services,
  image: ImageRecord,
  outputs: Readonly<Record<Name, Output>>,
  options: JobOptions & { leave?: (path: string) => Promise<void> },
  make: (paths: Record<Name, string>, options: JobOptions) => Promise<unknown>,
): Promise<"stored" | "made"> {
  const named = Object.entries<Output>(outputs);
  const keys = named.map(([, { key }]) => key);
  const heads = await Promise.all(keys.map((key) => services.store.head(key)));
  if (!heads.includes(null)) return "stored";
  await singleFlight(keys.join(" "), options, (signal) =>
    services.withScratch("made", async (scratch) => {
      const paths = Object.fromEntries(named.map(([name]) => [name, `${scratch}.${name}`])) as Record<Name, string>;
      const how = { ...options, signal };
      await make(paths, how).catch(async (error) => {
        if (!isAppError(error) || error.code !== "storage_full") throw error;
        await services.store.ensureRoom(0); // older results go, where that helps
        await make(paths, how);
      });
      for (const [name, { key, mediaType }] of named) {
        await keepDerivative(services, image, key, paths[name as Name], mediaType, options.leave);
      }
    }),
  );
  return "made";
}
