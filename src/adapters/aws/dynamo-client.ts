import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { MAX_ATTEMPTS, retryWhileThrottled, retryWhileUnavailable } from "./retry-strategies.ts";

export interface DynamoSettings {
  region: string;
  /** where the SDK's own AWS_ENDPOINT_URL_DYNAMODB is not to decide */
  endpoint?: string;
  /** where the SDK's own chain (environment, container, Lambda) is not to decide */
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  /** others for tests of a table that refuses or does not answer, ms */
  timeLimits?: { answer?: number; firstPause?: number };
}

export interface Dynamo {
  /** for reads, and for writes that may be done twice */
  client: DynamoDBClient;
  /** for what must not be done twice: never repeats a call that may have been done */
  once: DynamoDBClient;
  close(): void;
}

/**
 * The clients of the table; one pair a process, over the same connections. At worst a call takes 4 x 2 s and
 * pauses of 0.7 s, then it throws.
 */
export function createDynamo({ region, endpoint, credentials, timeLimits = {} }: DynamoSettings): Dynamo {
  const settings = {
    region,
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
    maxAttempts: MAX_ATTEMPTS,
  };
  const connections = { ...CONNECTIONS, requestTimeout: timeLimits.answer ?? ANSWER_MS };
  const client = new DynamoDBClient({
    ...settings,
    requestHandler: connections,
    retryStrategy: retryWhileUnavailable(timeLimits.firstPause),
  });
  const { requestHandler } = client.config;
  const once = new DynamoDBClient({
    ...settings,
    requestHandler,
    retryStrategy: retryWhileThrottled(timeLimits.firstPause),
  });
  return { client, once, close: () => client.destroy() };
}

/** One request at a time goes over a connection, and the 50 that the SDK allows are few for a task that serves hundreds. */
const AGENT = { keepAlive: true, maxSockets: 200 };

/**
 * Inside a region a connection stands in milliseconds, an item is there in under ten, a page of a megabyte in some
 * hundreds: what takes longer is lost, and soonest mended by asking again.
 */
const ANSWER_MS = 2_000;

const CONNECTIONS = {
  connectionTimeout: 1_000,
  throwOnRequestTimeout: true, // without it the limit is a line in the log
  httpAgent: AGENT,
  httpsAgent: AGENT,
};
