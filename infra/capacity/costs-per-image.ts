/**
 * What one image costs the machines. `measured` comes from bench/results.md (2026-11-23, x86, Node 24.21), `counted` from the
 * calls in the code, `guessed` is what nobody could measure without an account: the first numbers to correct there.
 */
export const MEASURED = {
  /** s of CPU: worker, 12 MP JPEG to ready */
  processCpu: 0.0633,
  /** s of CPU: 12 MP JPEG to WebP 1600 px, a preview or a conversion of middle size */
  convertCpu: 0.172,
  /** s of CPU: the sheet with 60 images, and 60 signatures (decision 8) */
  pageCpu: 0.00871 + 0.0025,
  /** s of CPU: an empty page; stands for an API request through Next, such as begin-upload */
  requestCpu: 0.00483,
  /** bytes: the 12 MP JPEG of the bench, its thumbnail, a WebP of 1600 px */
  originalBytes: 3_000_000,
  thumbnailBytes: 30_000,
  convertedBytes: 202_000,
} as const;

export const COUNTED = {
  /** DynamoDB write units of an image's whole life (decision 9) */
  dynamoWrites: 29,
  /** a place among those of its workspace, taken and given back (decision 26) */
  placeWrites: 2,
  /** read units: begin, process, sweep, and a page's share */
  dynamoReads: 16,
  /** writes to one shard queue of the index `due` (src/adapters/aws/due.ts): put, two moves (delete and put each), delete */
  dueWrites: 6,
  dueShards: 8,
  /** S3: the upload and its thumbnail; each sweep lists three times (src/domain/sweep.ts) */
  s3Writes: 2,
  s3Lists: 3,
  /** head and get by the worker, heads by the sweeper */
  s3Reads: 5,
  /** S3's send, Lambda's receive and its delete */
  sqsRequests: 3,
  /** calls that the sweeper makes one after the other for an image: S3, DynamoDB */
  sweepCallsS3: 8,
  sweepCallsDynamo: 8,
  /** images that a pass has in hand (src/domain/with-concurrency.ts) */
  sweptAtOnce: 16,
} as const;

export const GUESSED = {
  /** CPU time on a Graviton core against the bench's */
  slowerCore: 1.25,
  /** s that a worker waits for S3 and DynamoDB: head, get of 3 MB, put, four writes */
  processWait: 0.17,
  /** s a call, from a function in the same region */
  s3Call: 0.025,
  dynamoCall: 0.006,
  /** log bytes: a request; an image with Lambda's own lines */
  requestLogBytes: 300,
  imageLogBytes: 1000,
  /** of requests open a new connection */
  newConnections: 0.2,
} as const;

/** What people do with an upload. Change it by an option of the command. */
export interface Habits {
  /** sheets or image pages opened, refreshes while uploading included, an upload */
  pages: number;
  /** previews made and conversions asked for, an upload */
  conversions: number;
  /** of the originals are downloaded again */
  originals: number;
}
export const HABITS: Habits = { pages: 1, conversions: 0.5, originals: 0.1 };
