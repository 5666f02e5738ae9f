import type { Decodable, JobOptions } from "#decoder-pool/jobs.ts";
import { isDamaged } from "#picture/damage.ts";
import { formatOf } from "#picture/formats.ts";
import { ensureMaster, planMaster } from "./ensure-master.ts";
import type { ReadyImage } from "./image.ts";
import type { Services } from "./services.ts";
import { withLocalFile, withOriginal } from "./with-local-file.ts";

/**
 * Lends the file that everything is made from: the original, or the lossless master of a format that sharp does not
 * read. A master that went for newer results is made again. Throws `not_found`, and what decoding throws.
 */
export async function withDecodable<T>(
  services: Services,
  image: ReadyImage,
  options: JobOptions,
  work: (file: Decodable) => Promise<T>,
): Promise<T> {
  const { format, frames } = image.facts;
  const made = formatOf(format)?.master;
  if (!made) {
    return withOriginal(services, image, (source) => work({ source, format, damaged: isDamaged(image.facts), frames }));
  }
  const master = planMaster(image.workspace, image.id, image.etag ?? "", made);
  const ensure = () => ensureMaster(services, image, master, options);
  const lend = () =>
    withLocalFile(services, master.key, null, (source) => work({ source, format: made, damaged: false, frames }));
  await ensure();
  return lend().catch(async (error) => {
    if ((await ensure()) === "stored") throw error;
    return lend(); // it had gone for newer results since it was seen
  });
}
