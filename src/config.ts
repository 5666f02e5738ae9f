/** The only reader of the environment. Everything else gets what it needs as arguments. */
import { availableParallelism, hostname } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";

const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max));
const decimal = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}(\.\d{1,9})?$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max));
const webAddress = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
  .transform((text) => new URL(text));

const MIN_SECRET = 32; // iron-session seals with nothing shorter

/** What each setting takes, in words, and its check. `null` stands for "not set". */
const SETTINGS = {
  PORT: { takes: "a port from 0 to 65535", check: whole(0, 65_535), default: "3000" },
  HOSTNAME: { takes: "a host name or an address", check: z.string().min(1), default: "127.0.0.1" },
  BACKEND: { takes: "embedded or aws", check: z.enum(["embedded", "aws"]), default: "embedded" },
  DATA_DIR: { takes: "a folder", check: z.string().min(1), default: "./data" },
  DATA_MAX_BYTES: { takes: "a number of bytes, 1 or more", check: whole(1, 9e14), default: null },
  SESSION_SECRET: {
    takes: `one or more keys of at least ${MIN_SECRET} characters, separated by commas, newest first`,
    check: z
      .string()
      .transform((text) => text.split(",").map((key) => key.trim()))
      .pipe(z.array(z.string().min(MIN_SECRET)).min(1)),
    default: null,
  },
  BUCKET: { takes: "the name of the S3 bucket", check: z.string().min(3), default: null },
  TABLE: { takes: "the name of the DynamoDB table", check: z.string().min(3), default: null },
  QUEUE_URL: { takes: "the address of the upload queue", check: webAddress, default: null },
  DEAD_LETTER_QUEUE_URL: { takes: "the address of the dead-letter queue", check: webAddress, default: null },
  AWS_REGION: {
    takes: "a region such as eu-central-1",
    check: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
    default: null,
  },
  S3_FORCE_PATH_STYLE: { takes: "0 or 1", check: z.enum(["0", "1"]), default: "0" },
  PUBLIC_URL: { takes: "an address that begins with http:// or https://", check: webAddress, default: null },
  TRUST_PROXY: { takes: "a number of proxies, 0 to 10", check: whole(0, 10), default: "0" },
  RATE_OPEN_REQUESTS: { takes: "a number of requests, 1 or more", check: whole(1, 1e9), default: "512" },
  RATE_WORKSPACES_PER_HOUR: { takes: "a number of workspaces, 1 or more", check: whole(1, 1e9), default: "1000" },
  RATE_UPLOADS_PER_HOUR: { takes: "a number of pictures, 1 or more", check: whole(1, 1e9), default: "10000" },
  MAX_UPLOAD_BYTES: { takes: "a number of bytes, 1 or more", check: whole(1, 5e12), default: "100000000" },
  MAX_PIXELS: { takes: "a number of pixels, 1 to 4294967295", check: whole(1, 4_294_967_295), default: "268000000" },
  OPEN_HEIC: { takes: "0 or 1", check: z.enum(["0", "1"]), default: "1" },
  WORKSPACE_MAX_IMAGES: { takes: "a number of images, 1 or more", check: whole(1, 1e9), default: "500" },
  WORKSPACE_MAX_BYTES: { takes: "a number of bytes, 1 or more", check: whole(1, 9e14), default: "2000000000" },
  WORKSPACE_MAX_IN_WORK: { takes: "a number of images, 1 or more", check: whole(1, 1e6), default: null },
  RETENTION_HOURS: { takes: "hours, above 0 and at most 8760", check: decimal(0.000_001, 8760), default: "24" },
  CONVERT_CONCURRENCY: {
    takes: "a number of processes, 1 to 256",
    check: whole(1, 256),
    default: String(availableParallelism()),
  },
  CONVERT_QUEUE: { takes: "a number of waiting conversions, 0 to 100000", check: whole(0, 100_000), default: "32" },
  CONVERT_TIMEOUT_SECONDS: { takes: "seconds, above 0 and at most 3600", check: decimal(0.001, 3600), default: "30" },
  CONVERT_MEMORY_BYTES: {
    takes: "a number of bytes, 100000000 or more",
    check: whole(100_000_000, 9e14),
    default: "1500000000",
  },
  RATE_DECODER_SECONDS: { takes: "seconds, 1 or more", check: whole(1, 1e9), default: "3600" },
  CONVERT_STORE: { takes: "0 or 1", check: z.enum(["0", "1"]), default: "1" },
  LOG_LEVEL: {
    takes: "trace, debug, info, warn, error, fatal or silent",
    check: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]),
    default: "info",
  },
} as const;

/** What stands for each setting that is not given, by name; null: nothing does. */
export const SETTING_DEFAULTS: Readonly<Record<string, string | null>> = Object.fromEntries(
  Object.entries(SETTINGS).map(([name, setting]) => [name, setting.default]),
);

type Name = keyof typeof SETTINGS;
type Value<N extends Name> = z.output<(typeof SETTINGS)[N]["check"]>;
type Parsed = { [N in Name]: (typeof SETTINGS)[N]["default"] extends null ? Value<N> | null : Value<N> };

/** The programs that read settings. A function is handed its messages, and a decoder's parent alone knows its limits. */
export type Program = "server" | "poll" | "function" | "dead-letters" | "sweep";

const STORES: readonly Name[] = ["BUCKET", "TABLE", "AWS_REGION"];
const QUEUES: readonly Name[] = ["QUEUE_URL", "DEAD_LETTER_QUEUE_URL"];
const NEEDED_BY_AWS: Record<Program, readonly Name[]> = {
  server: ["SESSION_SECRET", ...STORES, ...QUEUES],
  poll: [...STORES, ...QUEUES],
  function: [...STORES, "QUEUE_URL"], // it puts back what it cannot handle now
  "dead-letters": STORES,
  sweep: [...STORES, "QUEUE_URL"], // it announces once more what waits in vain
};
/** What a worker on AWS reads; the server reads everything. */
const READ_BY_WORKERS: readonly Name[] = [
  ...STORES,
  ...QUEUES,
  "S3_FORCE_PATH_STYLE",
  "MAX_UPLOAD_BYTES",
  "MAX_PIXELS",
  "OPEN_HEIC",
  "WORKSPACE_MAX_BYTES", // a master counts among the results
  "WORKSPACE_MAX_IN_WORK",
  "RETENTION_HOURS",
  "CONVERT_CONCURRENCY",
  "CONVERT_TIMEOUT_SECONDS",
  "CONVERT_MEMORY_BYTES",
  "LOG_LEVEL",
];

/** One line a fault, each with name, value and what the setting takes. */
export class ConfigError extends Error {
  readonly faults: string[];
  constructor(faults: string[]) {
    super(faults.join("\n"));
    this.name = "ConfigError";
    this.faults = faults;
  }
}

export interface Config {
  port: number;
  hostname: string;
  /** null: everything on this machine ("embedded") */
  aws: AwsConfig | null;
  /** absolute */
  dataDir: string;
  /** of all that embedded mode keeps; null: a share of the disk */
  dataMaxBytes: number | null;
  /** newest first; null in embedded mode where none is given: one is made and kept */
  sessionSecrets: string[] | null;
  publicUrl: URL | null;
  /** proxies in front that are ours, whose word on a client's address counts */
  trustedProxies: number;
  /** of one address */
  addressRates: { openRequests: number; workspacesPerHour: number; uploadsPerHour: number };
  limits: {
    maxUploadBytes: number;
    /** width x height x frames */
    maxPixels: number;
    /** ids of formats that are not opened: HEIC where its patents are in the way */
    closedFormats: readonly string[];
    workspaceImages: number;
    workspaceBytes: number;
    retentionMs: number;
  };
  convert: {
    concurrency: number;
    queue: number;
    timeoutMs: number;
    memoryBytes: number;
    /** decoder time of one workspace in an hour */
    workspaceMs: number;
    store: boolean;
  };
  logLevel: string;
}

export interface AwsConfig {
  region: string;
  bucket: string;
  table: string;
  queueUrl: string | null;
  deadLetterQueueUrl: string | null;
  forcePathStyle: boolean;
  /** images of one workspace that all workers together read at once; null: no bound */
  workspaceInWork: number | null;
}

/**
 * @param env the environment; an empty value is as if it was not there
 * @param cwd the folder that a relative DATA_DIR starts from
 * @param program who reads: the workers of aws mode look at what they need alone
 * @throws ConfigError
 */
export function readConfig(env: NodeJS.ProcessEnv, cwd: string, program: Program = "server"): Config {
  const faults: string[] = [];
  const parsed = Object.fromEntries(
    Object.entries(SETTINGS).map(([name, setting]) => {
      const isRead = program === "server" || READ_BY_WORKERS.includes(name as Name);
      const text = (isRead ? given(env, name) : null) ?? setting.default;
      if (text === null) return [name, null];
      const result = setting.check.safeParse(text);
      if (!result.success)
        faults.push(`${name}: ${name.includes("SECRET") ? "(hidden)" : text}: takes ${setting.takes}`);
      return [name, result.data];
    }),
  ) as Parsed;
  const onAws = program !== "server" || parsed.BACKEND === "aws";
  const missing = onAws ? NEEDED_BY_AWS[program].filter((name) => given(env, name) === null) : [];
  const why = program === "server" ? "BACKEND=aws needs" : "needs";
  faults.push(...missing.map((name) => `${name}: not set: ${why} ${SETTINGS[name].takes}`));
  if (faults.length > 0) throw new ConfigError(faults);
  return {
    port: parsed.PORT,
    hostname: parsed.HOSTNAME,
    aws: onAws ? awsConfig(parsed) : null,
    dataDir: resolve(cwd, parsed.DATA_DIR),
    dataMaxBytes: parsed.DATA_MAX_BYTES,
    sessionSecrets: parsed.SESSION_SECRET,
    publicUrl: parsed.PUBLIC_URL,
    trustedProxies: parsed.TRUST_PROXY,
    addressRates: {
      openRequests: parsed.RATE_OPEN_REQUESTS,
      workspacesPerHour: parsed.RATE_WORKSPACES_PER_HOUR,
      uploadsPerHour: parsed.RATE_UPLOADS_PER_HOUR,
    },
    limits: {
      maxUploadBytes: parsed.MAX_UPLOAD_BYTES,
      maxPixels: parsed.MAX_PIXELS,
      closedFormats: parsed.OPEN_HEIC === "1" ? [] : ["heic"],
      workspaceImages: parsed.WORKSPACE_MAX_IMAGES,
      workspaceBytes: parsed.WORKSPACE_MAX_BYTES,
      retentionMs: Math.max(1, Math.round(parsed.RETENTION_HOURS * 3_600_000)),
    },
    convert: {
      concurrency: parsed.CONVERT_CONCURRENCY,
      queue: parsed.CONVERT_QUEUE,
      timeoutMs: parsed.CONVERT_TIMEOUT_SECONDS * 1000,
      memoryBytes: parsed.CONVERT_MEMORY_BYTES,
      workspaceMs: parsed.RATE_DECODER_SECONDS * 1000,
      store: parsed.CONVERT_STORE === "1",
    },
    logLevel: parsed.LOG_LEVEL,
  };
}

function awsConfig(parsed: Parsed): AwsConfig {
  return {
    region: parsed.AWS_REGION ?? "",
    bucket: parsed.BUCKET ?? "",
    table: parsed.TABLE ?? "",
    queueUrl: parsed.QUEUE_URL?.href ?? null,
    deadLetterQueueUrl: parsed.DEAD_LETTER_QUEUE_URL?.href ?? null,
    forcePathStyle: parsed.S3_FORCE_PATH_STYLE === "1",
    workspaceInWork: parsed.WORKSPACE_MAX_IN_WORK,
  };
}

function given(env: NodeJS.ProcessEnv, name: string): string | null {
  const text = env[name]?.trim();
  if (!text) return null;
  // Shells and container runtimes export the machine's own name as HOSTNAME: nobody chose it as the address to listen on.
  if (name === "HOSTNAME" && text === hostname()) return null;
  return text;
}

/** Where the command was typed: npm changes into the project's folder and tells where it came from. */
export function typedFolder(env: NodeJS.ProcessEnv): string {
  const byNpm = ["start", "dev", "begin-anew"].includes(env.npm_lifecycle_event ?? "");
  return (byNpm && env.INIT_CWD) || process.cwd();
}

/** What a decoding child gets of the environment: no secret reaches a process that reads strangers' files. */
export function decoderEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept = ["PATH", "LD_PRELOAD", "LD_LIBRARY_PATH", "TMPDIR", "HOME", "SystemRoot"].flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(kept), MALLOC_ARENA_MAX: "2", NODE_ENV: "production" };
}
