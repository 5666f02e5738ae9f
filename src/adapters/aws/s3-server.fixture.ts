/** S3 for tests: a new bucket and a store in it, on one of the stand-ins. */
import { randomUUID } from "node:crypto";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { buildApp } from "fauxqs";
import { onTestFinished } from "vitest";
import { ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { temporaryDirectory } from "#adapters/embedded/temporary-directory.fixture.ts";
import { createS3, type S3Settings } from "./s3-client.ts";
import { createS3Store, type S3StoreOptions } from "./s3-store.ts";

export const UPLOAD = `uploads/${WORKSPACE}/${ulid(1)}`;
export const THUMBNAIL = `derived/${WORKSPACE}/${ulid(1)}/thumbnail.webp`;
export const JPEG = { mediaType: "image/jpeg", maxBytes: 100_000_000 };

export interface S3Server {
  endpoint: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  /** whether a put with `If-None-Match: *` is refused where there is something */
  conditional: boolean;
  close(): Promise<void>;
}

/**
 * fauxqs: objects, ranges, multipart uploads and deletes as S3 does them. It checks no signature and no policy, ignores
 * `If-None-Match` on a put, keeps no CORS and lists no unfinished uploads: these are asked of radosgw.
 */
export async function startFauxqs(): Promise<S3Server> {
  const app = buildApp({ logger: false, host: "127.0.0.1" });
  const endpoint = await app.listen({ host: "127.0.0.1", port: 0 });
  return {
    endpoint,
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    conditional: false,
    close: async () => app.close(),
  };
}

/** A store in a bucket of its own, reached at `endpoint` (a proxy's, say), gone when the test is. */
export async function openS3(
  server: S3Server,
  options: Partial<S3StoreOptions> & Pick<S3Settings, "timeLimits"> & { endpoint?: string } = {},
) {
  const settings = { region: "us-east-1", forcePathStyle: true, credentials: server.credentials };
  const direct = createS3({ ...settings, endpoint: server.endpoint });
  const client = createS3({
    ...settings,
    endpoint: options.endpoint ?? server.endpoint,
    ...(options.timeLimits && { timeLimits: options.timeLimits }),
  });
  onTestFinished(() => {
    client.destroy();
    direct.destroy();
  });
  const bucket = `test-${randomUUID()}`;
  await direct.send(new CreateBucketCommand({ Bucket: bucket }));
  const scratch = temporaryDirectory();
  const store = createS3Store({ client, bucket, scratch, ...options });
  return { store, bucket, scratch, client, direct };
}
