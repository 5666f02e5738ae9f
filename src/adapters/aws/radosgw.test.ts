// @module-tag long
/** One file: only one such server can run on a machine, and it takes its time to start. */
import { afterAll, beforeAll, describe } from "vitest";
import { describeObjectStore } from "#adapters/contract/object-store.suite.ts";
import { describeBrokenUploads } from "./broken-uploads.suite.ts";
import { describeSending } from "./put-object.suite.ts";
import { startRadosgw, whyNoRadosgw } from "./radosgw.fixture.ts";
import { openS3, type S3Server } from "./s3-server.fixture.ts";
import { describeSignedAddresses } from "./signed-addresses.suite.ts";
import { describeUploadForms } from "./upload-forms.suite.ts";

const reason = whyNoRadosgw();
if (reason) console.info(`Skipped: S3's own checks of signatures, policies and conditions: ${reason}.`);

describe.skipIf(reason !== null)("radosgw", () => {
  let started: S3Server;
  const server = () => started;
  beforeAll(async () => {
    started = await startRadosgw();
  }, 300_000);
  afterAll(() => started?.close());

  describeObjectStore("S3 (radosgw)", { announces: false }, async () => {
    const { store, scratch } = await openS3(started);
    return { store, scratch, announced: null, close: async () => {} };
  });
  describeBrokenUploads("S3 (radosgw)", server);
  describeSending("S3 (radosgw)", server);
  describeUploadForms("S3 (radosgw)", server);
  describeSignedAddresses("S3 (radosgw)", server);
});
