// @module-tag slow
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { toS3Event } from "#adapters/aws/s3-event.ts";
import { OTHER_WORKSPACE } from "#adapters/contract/fixtures.ts";
import { picture, upload, WORKSPACE } from "#compose.fixture.ts";
import { BUCKET, startAws, type TestAws } from "#compose-aws.fixture.ts";
import type { ImageRecord } from "#domain/image.ts";
import { uploadKey } from "#domain/keys.ts";
import { processUpload } from "#domain/process-upload.ts";
import { invoke, type SqsFunction } from "./event-source.fixture.ts";
import { handleBatch } from "./handle-batch.ts";

let aws: TestAws;
let open: Awaited<ReturnType<TestAws["services"]>>;
beforeAll(async () => {
  aws = await startAws();
  open = await aws.services({ WORKSPACE_MAX_IN_WORK: "2" });
});
afterAll(async () => {
  open.close();
  await aws.close();
});

const handle: SqsFunction = (event) =>
  handleBatch(open.services, event, { handle: processUpload, bucket: BUCKET, mayPause: () => false });
const round = () => invoke(aws.sqs, aws.env.QUEUE_URL, handle);
const statusOf = async ({ workspace, id }: ImageRecord) => (await open.services.catalog.get(workspace, id))?.status;

async function sent(workspace: string): Promise<ImageRecord> {
  const image = await upload(open.services, await picture(), "a.jpg", workspace);
  await aws.send(toS3Event(uploadKey(workspace, image.id), BUCKET));
  return image;
}

test("puts off the picture of a workspace that has its share in work, counts no receive, and takes another's", async () => {
  const pass = (seconds: number) => vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });
  onTestFinished(() => void vi.useRealTimers());
  pass(0); // it stands still
  const { shares } = open.services;
  const inWork = [await shares?.take(WORKSPACE), await shares?.take(WORKSPACE)];
  const [own, others] = [await sent(WORKSPACE), await sent(OTHER_WORKSPACE)];
  expect(await round()).toEqual({ received: 2, failed: [] });
  expect([await statusOf(own), await statusOf(others)]).toEqual(["pending", "ready"]);

  for (let times = 0; times < 4; times++) {
    expect(await round()).toEqual({ received: 0, failed: [] }); // out of sight
    pass(30);
    expect(await round()).toEqual({ received: 1, failed: [] });
    expect(await statusOf(own)).toBe("pending");
  }
  await inWork[0]?.();
  pass(30);
  expect(await round()).toEqual({ received: 1, failed: [] });
  expect(await statusOf(own)).toBe("ready");
  expect(await aws.messages()).toBe(0);
  expect(await shares?.take(WORKSPACE)).not.toBeNull(); // the place was given back
});
