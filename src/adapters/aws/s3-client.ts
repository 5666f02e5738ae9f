/** The one place where clients of S3 are made, with the limits that the SDK leaves open by default. */
import { S3Client, type S3ClientConfig } from "@aws-sdk/client-s3";

export interface S3Settings {
  region: string;
  /** for servers without host-style buckets */
  forcePathStyle: boolean;
  /** where the SDK's own AWS_ENDPOINT_URL_S3 is not to decide */
  endpoint?: string;
  /** where the SDK's own chain (environment, container, Lambda) is not to decide */
  credentials?: NonNullable<S3ClientConfig["credentials"]>;
  /** shorter ones for tests of a store that is away, ms */
  timeLimits?: Partial<typeof TIME_LIMITS>;
}

const TIME_LIMITS = {
  /** A connection inside the region stands in milliseconds; one that has not by then is better tried anew. */
  connectionTimeout: 2_000,
  /** Until the answer begins, a part of 5 MiB sent before it. Several seconds are common for a delete of 1000 keys alone. */
  requestTimeout: 15_000,
  /**
   * Silence in the middle of a body. It also ends a download that its reader has left standing, so it is longer
   * than a browser that swaps or a ZIP that waits for its next picture.
   */
  socketTimeout: 60_000,
};

/** 100 uploads and downloads at once; the next ones wait for a free connection, which counts as time of the request. */
const AGENT = { keepAlive: true, maxSockets: 100 };

/**
 * The client of the object store; one a process, so that connections are kept. At worst a call takes
 * 3 x 15 s and the pauses between (under 1 s each, longer where the store says so), then it throws.
 */
export function createS3({ region, forcePathStyle, endpoint, credentials, timeLimits }: S3Settings): S3Client {
  return new S3Client({
    region,
    forcePathStyle,
    ...(endpoint && { endpoint }),
    ...(credentials && { credentials }),
    // Bodies are buffers, so that each call can be sent again. Two more tries bridge a server that was replaced; when
    // everything fails, the client's own budget of retries ends them before they pile up.
    retryMode: "standard",
    maxAttempts: 3,
    requestHandler: {
      ...TIME_LIMITS,
      ...timeLimits,
      throwOnRequestTimeout: true, // without it the limit is a line in the log
      httpAgent: AGENT,
      httpsAgent: AGENT,
    },
    // Trailing checksums cost CPU and are refused by other S3 servers; TLS guards the way.
    requestChecksumCalculation: "WHEN_REQUIRED",
    // A body that is short of its Content-Length is an error anyway; CRC64 in JavaScript would cost more than sending it.
    responseChecksumValidation: "WHEN_REQUIRED",
    // For a body over 2 MB the SDK would open a connection of its own, wait for `100 Continue` and throw it away.
    expectContinueHeader: false,
  });
}
