/** What the sizes of a task and of a function mean for the programs in them. */

/** Least and most memory for the CPU of a Fargate task, megabytes; above 1 vCPU in steps of 1024 at least. */
export const FARGATE_MEMORY = {
  512: [1024, 4096],
  1024: [2048, 8192],
  2048: [4096, 16_384],
  4096: [8192, 30_720],
  8192: [16_384, 61_440],
} as const;

/** A conversion's resident memory at which it is killed, bytes (CONVERT_MEMORY_BYTES). */
export const CONVERT_MEMORY_BYTES = 1_500_000_000;
/** The longest conversion, s (CONVERT_TIMEOUT_SECONDS). */
export const CONVERT_TIMEOUT_SECONDS = 30;
/** The server itself with its uploads on their way, megabytes. */
const SERVER_MEGABYTES = 512;

/** Conversions at once in a task: one a vCPU. */
export const conversionsAtOnce = (cpu: number): number => Math.max(1, Math.floor(cpu / 1024));

/** Megabytes that a task of this CPU may come to use. */
export const memoryNeeded = (cpu: number): number =>
  Math.ceil((conversionsAtOnce(cpu) * CONVERT_MEMORY_BYTES) / 1024 ** 2) + SERVER_MEGABYTES;

/** The worker function's time limit, s: one image, and as long again for its bytes on their way. */
export const WORKER_TIMEOUT_SECONDS = 2 * CONVERT_TIMEOUT_SECONDS;
/** As AWS advises for a queue in front of a function; less, and a message is received again while it is in work. */
export const VISIBILITY_TIMEOUT_SECONDS = 6 * WORKER_TIMEOUT_SECONDS;

/**
 * Images of one workspace that the functions read at once (WORKSPACE_MAX_IN_WORK): a quarter of them, so that three visitors
 * whose pictures take long leave a quarter to everybody else.
 */
export const workspaceShare = (functions: number): number => Math.max(1, Math.floor(functions / 4));
