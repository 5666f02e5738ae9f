import { COUNTED } from "./costs-per-image.ts";

/** What stands in the way of growth, and how it is moved. Quotas as AWS gives them to an account by default. */
export interface Limit {
  name: string;
  /** in the unit of its demand */
  max: number;
  unit: string;
  /** asked: by a request to AWS; code: by changing Proofsheet; grows: by itself, in minutes to hours; setting: ours */
  moved: "asked" | "code" | "grows" | "setting";
  source: string;
}

const DOCS = "https://docs.aws.amazon.com";

/** Looked up in November 2026 in stored copies of these pages. */
export const LIMITS = {
  sweeper: {
    name: "Sweeper: one pass at a time, sixteen images at once",
    max: 1,
    unit: "of a pass's time",
    moved: "code",
    source: "src/domain/sweep.ts",
  },
  fargateVcpu: {
    name: "Fargate: vCPUs of the account",
    max: 6,
    unit: "vCPU",
    moved: "asked",
    source: `${DOCS}/general/latest/gr/ecs-service.html (an account that grew has more: look in Service Quotas)`,
  },
  tasksPerService: {
    name: "ECS: tasks of a service",
    max: 5000,
    unit: "tasks",
    moved: "asked",
    source: `${DOCS}/general/latest/gr/ecs-service.html`,
  },
  loadBalancerTargets: {
    name: "ALB: targets",
    max: 1000,
    unit: "tasks",
    moved: "asked",
    source: `${DOCS}/elasticloadbalancing/latest/application/load-balancer-limits.html`,
  },
  webAclRequests: {
    name: "WAF: requests a second of one web ACL",
    max: 100_000,
    unit: "requests/s",
    moved: "asked",
    source: `${DOCS}/waf/latest/developerguide/limits.html`,
  },
  lambdaConcurrency: {
    name: "Lambda: functions at once, the account",
    max: 1000,
    unit: "functions",
    moved: "asked",
    source: `${DOCS}/lambda/latest/dg/gettingstarted-limits.html (a new account may begin with 10)`,
  },
  pollers: {
    name: "Lambda: functions at once from one queue",
    max: 1250,
    unit: "functions",
    moved: "code",
    source: `${DOCS}/lambda/latest/dg/services-sqs-scaling.html (16 times as many in provisioned mode)`,
  },
  inFlight: {
    name: "SQS: messages received and not yet deleted",
    max: 120_000,
    unit: "messages",
    moved: "asked",
    source: `${DOCS}/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html`,
  },
  s3Writes: {
    name: "S3: writes and lists a second, before S3 splits the prefix",
    max: 3500,
    unit: "requests/s",
    moved: "grows",
    source: `${DOCS}/AmazonS3/latest/userguide/optimizing-performance.html`,
  },
  s3Reads: {
    name: "S3: reads a second, before S3 splits the prefix",
    max: 5500,
    unit: "requests/s",
    moved: "grows",
    source: `${DOCS}/AmazonS3/latest/userguide/optimizing-performance.html`,
  },
  dynamoNew: {
    name: "DynamoDB: writes a second of a new table",
    max: 4000,
    unit: "units/s",
    moved: "grows",
    source: `${DOCS}/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html`,
  },
  dynamoTable: {
    name: "DynamoDB: writes a second of a table",
    max: 40_000,
    unit: "units/s",
    moved: "asked",
    source: `${DOCS}/amazondynamodb/latest/developerguide/ServiceQuotas.html`,
  },
  dueShards: {
    name: `DynamoDB: the ${COUNTED.dueShards} queues of the index "due", 1000 writes a second each`,
    max: 1000 * COUNTED.dueShards,
    unit: "units/s",
    moved: "code",
    source: "src/adapters/aws/due.ts; 1000 units: …/developerguide/bp-partition-key-design.html",
  },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;
