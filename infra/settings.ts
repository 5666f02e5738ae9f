/** The one reader of CDK context: what an installation may choose, with its checks. `cdk.json` holds lasting choices, `-c` one run's. */
import type { Node } from "constructs";
import { z } from "zod";
import { FARGATE_MEMORY, memoryNeeded } from "./sizes.ts";

const number = (min: number, max: number) => z.coerce.number().min(min).max(max);
const whole = (min: number, max: number) => number(min, max).int();
const yesNo = z.union([z.boolean(), z.enum(["true", "false"]).transform((text) => text === "true")]);
const host = z.string().regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/, "takes a host name");

/** A template that was made without a build names this image and package; it can be read and not deployed. */
export const NO_BUILD = { imageDigest: `sha256:${"0".repeat(64)}`, workerBucket: "no-build", workerKey: "no-build" };

const SHAPE = {
  /** what names of stacks, bucket and metrics begin with; another one is another installation */
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,20}$/, "takes 2 to 21 small letters, digits and hyphens")
    .default("proofsheet"),

  /** people type it; without it the site speaks plain HTTP at the load balancer's own name */
  domain: host.optional(),
  /** the Route 53 zone that `domain` lies in */
  hostedZoneId: z
    .string()
    .regex(/^Z[A-Z0-9]+$/, "takes the id of a hosted zone")
    .optional(),
  hostedZoneName: host.optional(),

  /** how long an image lives */
  retentionHours: number(0.01, 8760).default(24),
  /** one file, megabytes */
  maxUploadMegabytes: whole(1, 5000).default(100),
  /** HEIC pictures are opened: where its patents are in the way, they are not */
  openHeic: yesNo.default(true),
  /** logs of every kind, days */
  logDays: z.coerce
    .number()
    .pipe(z.union([1, 3, 5, 7, 14, 30, 60, 90, 180, 365].map((days) => z.literal(days))))
    .default(14),

  /** one web task: 1024 are one vCPU; megabytes */
  webCpu: z.coerce
    .number()
    .pipe(z.union([z.literal(512), z.literal(1024), z.literal(2048), z.literal(4096), z.literal(8192)]))
    .default(1024),
  webMemory: whole(1024, 61_440).default(3072),
  webMinTasks: whole(2, 1000).default(2),
  webMaxTasks: whole(2, 1000).default(10),
  /** requests a minute that a task is to serve */
  webRequestsPerTask: whole(10, 100_000).default(1500),

  /** the worker function, megabytes: CPU comes with it, 1769 are one vCPU */
  workerMemory: whole(1769, 10_240).default(3008),
  /** images in work at once: a bound, not a reservation */
  workerConcurrency: whole(2, 1000).default(50),

  /** requests that one address may send in five minutes */
  rateLimit: whole(100, 1_000_000).default(3000),
  /** 0: tasks and functions reach nothing but our own stores */
  natGateways: whole(0, 3).default(0),
  /** bucket, table and load balancer outlive a deletion by mistake */
  deletionProtection: yesNo.default(true),
  /** who hears of alarms and of the budget */
  alarmMail: z.email("takes a mail address").optional(),
  /** US dollars a month */
  monthlyBudget: whole(1, 10_000_000).default(350),

  /** of the web image in the repository of `pipeline` */
  imageDigest: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, "takes sha256:…")
    .default(NO_BUILD.imageDigest),
  /** where the worker package lies; its key changes with its content */
  workerBucket: z.string().min(3).default(NO_BUILD.workerBucket),
  workerKey: z.string().min(1).default(NO_BUILD.workerKey),

  /** `owner/name`, and the connection that may read it */
  githubRepository: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, "takes owner/name")
    .optional(),
  githubConnection: z.string().regex(/^arn:/, "takes the ARN of a connection").optional(),
  githubBranch: z.string().min(1).default("main"),
};

const SETTINGS = z.strictObject(SHAPE).superRefine((settings, context) => {
  const fault = (name: keyof typeof SHAPE, message: string) =>
    context.addIssue({ code: "custom", path: [name], message });
  const { domain, hostedZoneId, hostedZoneName } = settings;
  if (domain && !(hostedZoneId && hostedZoneName)) fault("domain", "needs hostedZoneId and hostedZoneName too");
  if (domain && hostedZoneName && domain !== hostedZoneName && !domain.endsWith(`.${hostedZoneName}`))
    fault("domain", "lies outside hostedZoneName");
  if (settings.webMaxTasks < settings.webMinTasks) fault("webMaxTasks", "is below webMinTasks");
  const [min, max] = FARGATE_MEMORY[settings.webCpu];
  const { webMemory } = settings;
  if (webMemory < min || webMemory > max || webMemory % 1024 !== 0)
    fault("webMemory", `takes ${min} to ${max} in steps of 1024 with webCpu ${settings.webCpu}`);
  else if (webMemory < memoryNeeded(settings.webCpu))
    fault("webMemory", `is less than the ${memoryNeeded(settings.webCpu)} that its conversions may take`);
});

export type Settings = Readonly<z.output<typeof SETTINGS>>;

/** @throws an Error with one line a fault: name, value, what it takes */
export function readSettings(node: Node): Settings {
  // The CDK's own keys hold a colon, a slash or its name: `aws:cdk:…`, `@aws-cdk/…`, `cli-telemetry`.
  const own = Object.entries(node.getAllContext()).filter(([key]) => /^[a-z][A-Za-z]*$/.test(key));
  const result = SETTINGS.safeParse(Object.fromEntries(own));
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => {
    const name = path.join(".");
    return name ? `${name}: ${node.tryGetContext(name)}: ${message}` : message;
  });
  throw new Error(faults.join("\n"));
}
