/**
 * The worker as a Lambda function: SQS batches of S3 events. A batch of one is meant, so that an invocation that is killed
 * costs no neighbour a receive; larger ones work. The event source must ask for partial batch answers
 * (`ReportBatchItemFailures`), the function's time limit must be over CONVERT_TIMEOUT_SECONDS and 5 s more, and the
 * queue's visibility timeout at least six times that limit.
 */
import type { SQSEvent } from "aws-lambda";
import { processUpload } from "#domain/process-upload.ts";
import { lambdaFunction } from "./lambda/function.ts";
import { handleBatch } from "./lambda/handle-batch.ts";
import { RESERVE_MS, withinTime } from "./lambda/within-time.ts";

export const handler = lambdaFunction(({ config, services }, event: SQSEvent, remainingMs) => {
  const limitMs = config.convert.timeoutMs;
  const decoders = withinTime(services.decoders, { remainingMs, limitMs });
  return handleBatch({ ...services, decoders }, event, {
    handle: processUpload,
    bucket: config.aws?.bucket ?? "",
    putBackTo: services.uploads,
    mayPause: (ms) => remainingMs() - ms > limitMs + RESERVE_MS,
  });
});
