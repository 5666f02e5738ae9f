import type { Job, JobOptions, JobResult } from "#decoder-pool/jobs.ts";
import type { ImageRecord } from "./image.ts";
import type { Services } from "./services.ts";

/** Has a decoder do a job for an image: on its workspace's account, and dropped when it is deleted. Throws as `DecoderPool.run`. */
export function runJob<J extends Job>(
  { decoders }: Services,
  { workspace, id }: ImageRecord,
  job: J,
  options: JobOptions,
): Promise<JobResult<J>> {
  return decoders.run(job, { ...options, workspace, image: id });
}
