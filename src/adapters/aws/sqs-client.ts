import { SQSClient } from "@aws-sdk/client-sqs";
import { MAX_ATTEMPTS, retryWhileUnavailable } from "./retry-strategies.ts";

export interface SqsSettings {
  region: string;
  /** where the SDK's own AWS_ENDPOINT_URL_SQS is not to decide */
  endpoint?: string;
  /** where the SDK's own chain (environment, container, Lambda) is not to decide */
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

/**
 * The client of the queues; one a process. Repeats all that may pass, since a message that is sent twice does no
 * harm. At worst a call takes 4 x 5 s (a receive: and its wait) and pauses of 0.7 s, then it throws.
 */
export function createSqs({ region, endpoint, credentials }: SqsSettings): SQSClient {
  return new SQSClient({
    region,
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
    maxAttempts: MAX_ATTEMPTS,
    retryStrategy: retryWhileUnavailable(),
    // A queue's address names the host too; where another one is set, it is meant.
    useQueueUrlAsEndpoint: false,
    requestHandler: {
      connectionTimeout: 1_000,
      requestTimeout: ANSWER_MS,
      throwOnRequestTimeout: true, // without it the limit is a line in the log
    },
  });
}

/** The queue answers in some hundredths of a second. A receive waits longer on purpose and says so at its call. */
export const ANSWER_MS = 5_000;
