/** The dead-letter queue as a Lambda function sees it: an image whose message was received three times in vain is `failed`. */
import type { SQSEvent } from "aws-lambda";
import { giveUpUpload } from "#domain/process-upload.ts";
import { lambdaFunction } from "./lambda/function.ts";
import { handleBatch } from "./lambda/handle-batch.ts";
import { RESERVE_MS } from "./lambda/within-time.ts";

export const handler = lambdaFunction(
  ({ config, services }, event: SQSEvent, remainingMs) =>
    handleBatch(services, event, {
      handle: giveUpUpload,
      bucket: config.aws?.bucket ?? "",
      mayPause: (ms) => remainingMs() - ms > RESERVE_MS,
    }),
  "dead-letters",
);
