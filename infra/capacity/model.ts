/**
 * How many tasks and functions, how long a wait and how many dollars so many uploads a second take, and what gives way first.
 * A steady rate all month: a site that is busy for eight hours pays a third of the part that grows.
 */
import { COUNTED, GUESSED, HABITS, type Habits, MEASURED } from "./costs-per-image.ts";
import { LIMITS, type LimitName } from "./limits.ts";
import { egressCost, HOURS_A_MONTH, PRICES, SECONDS_A_MONTH } from "./prices.ts";
import { meanWait, waitAtOnset } from "./queueing.ts";

/** How the stacks are set up: setup.ts reads it from the settings. */
export interface Setup {
  taskVcpu: number;
  taskGb: number;
  minTasks: number;
  /** share of a task's CPU that scaling aims at */
  cpuTarget: number;
  functionGb: number;
  /** functions at once that the queue may start, and tasks that scaling may start; raised here where it takes more */
  maxFunctions: number;
  maxTasks: number;
  zones: number;
  interfaceEndpoints: number;
  natGateways: number;
  webAclRules: number;
  alarms: number;
  metrics: number;
  retentionHours: number;
}

export interface Capacity {
  tasks: number;
  /** functions at work at a moment, mean; how many may be, so that the queue stays short; and s of one run */
  functions: number;
  maxFunctions: number;
  functionSeconds: number;
  /** s: in a steady flow; the longest when the whole load comes at once */
  queueWait: number;
  queueWaitAtOnset: number;
  storedGb: number;
  requestsPerSecond: number;
  /** dollars a month */
  costs: Record<"standing" | "tasks" | "functions" | "store" | "catalog" | "edge" | "logs" | "egress", number>;
  total: number;
  perThousandImages: number;
  /** demand against each limit, the tightest first; above 1 it does not hold */
  limits: { name: LimitName; demand: number; share: number }[];
}

/** Lambda gives a whole core at this memory (https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html). */
const GB_OF_A_CORE = 1769 / 1024;
/** How pollers of a queue grow in standard mode: five, then 300 a minute more. */
const POLLERS = { first: 5, perSecond: 5 };
/** Share of the functions that may be at work on average, so that a wave finds room. */
const FULL_QUEUE = 0.8;

export function capacity(uploadsPerSecond: number, setup: Setup, habits: Habits = HABITS): Capacity {
  const rate = uploadsPerSecond;
  const perMonth = rate * SECONDS_A_MONTH;

  const core = Math.min(1, setup.functionGb / GB_OF_A_CORE);
  const functionSeconds = (MEASURED.processCpu * GUESSED.slowerCore) / core + GUESSED.processWait;
  const functions = rate * functionSeconds;
  const maxFunctions = Math.max(setup.maxFunctions, Math.ceil(functions / FULL_QUEUE));

  const requests = 1 + habits.pages + habits.conversions + habits.originals;
  const webCpu =
    MEASURED.requestCpu * (1 + habits.originals) +
    MEASURED.pageCpu * habits.pages +
    (MEASURED.requestCpu + MEASURED.convertCpu) * habits.conversions;
  const busyVcpu = rate * webCpu * GUESSED.slowerCore;
  const tasks = Math.max(setup.minTasks, Math.ceil(busyVcpu / (setup.taskVcpu * setup.cpuTarget)));

  const keptBytes = MEASURED.originalBytes + MEASURED.thumbnailBytes + habits.conversions * MEASURED.convertedBytes;
  const storedGb = (rate * setup.retentionHours * 3600 * keptBytes) / 1e9;
  const sentBytes =
    MEASURED.thumbnailBytes * (1 + habits.pages) +
    MEASURED.convertedBytes * habits.conversions +
    MEASURED.originalBytes * habits.originals;
  const s3Writes = COUNTED.s3Writes + habits.conversions + COUNTED.s3Lists;
  const s3Reads = COUNTED.s3Reads + 2 * habits.conversions + habits.originals + 1 + habits.pages;

  const dynamoWrites = COUNTED.dynamoWrites + COUNTED.placeWrites;

  const costs = {
    standing: standingCost(setup),
    tasks: HOURS_A_MONTH * (tasks - setup.minTasks) * taskHour(setup),
    functions: perMonth * (PRICES.lambdaRequest + functionSeconds * setup.functionGb * PRICES.lambdaGbSecond),
    store: perMonth * (s3Writes * PRICES.s3Write + s3Reads * PRICES.s3Read) + storedGb * PRICES.s3GbMonth,
    catalog: perMonth * (dynamoWrites * PRICES.dynamoWrite + COUNTED.dynamoReads * PRICES.dynamoRead),
    edge:
      perMonth * (requests * PRICES.wafRequest + COUNTED.sqsRequests * PRICES.sqsRequest) +
      HOURS_A_MONTH * PRICES.loadBalancerUnitHour * ((rate * requests * GUESSED.newConnections) / 25),
    logs: (perMonth * (GUESSED.imageLogBytes + requests * GUESSED.requestLogBytes) * PRICES.logGb) / 1e9,
    egress: egressCost((perMonth * sentBytes) / 1e9),
  };
  const total = Object.values(costs).reduce((sum, cost) => sum + cost, 0);

  const demands: Record<LimitName, number> = {
    sweeper:
      (rate * (COUNTED.sweepCallsS3 * GUESSED.s3Call + COUNTED.sweepCallsDynamo * GUESSED.dynamoCall)) /
      COUNTED.sweptAtOnce,
    fargateVcpu: tasks * setup.taskVcpu,
    tasksPerService: tasks,
    loadBalancerTargets: tasks,
    webAclRequests: rate * requests,
    lambdaConcurrency: functions,
    pollers: functions,
    inFlight: functions,
    s3Writes: rate * s3Writes,
    s3Reads: rate * s3Reads,
    dynamoNew: rate * dynamoWrites,
    dynamoTable: rate * dynamoWrites,
    dueShards: rate * COUNTED.dueWrites,
  };
  const limits = Object.entries(demands)
    .map(([name, demand]) => ({ name: name as LimitName, demand, share: demand / LIMITS[name as LimitName].max }))
    .sort((a, b) => b.share - a.share);

  return {
    tasks,
    functions,
    maxFunctions,
    functionSeconds,
    queueWait: meanWait(rate, functionSeconds, maxFunctions),
    queueWaitAtOnset: waitAtOnset(rate, functionSeconds, POLLERS),
    storedGb,
    requestsPerSecond: rate * requests,
    costs,
    total,
    perThousandImages: perMonth === 0 ? 0 : (1000 * total) / perMonth,
    limits,
  };
}

const taskHour = ({ taskVcpu, taskGb }: Setup): number =>
  taskVcpu * PRICES.fargateVcpuHour + taskGb * PRICES.fargateGbHour;

/** Dollars a month with nobody there. */
export function standingCost(setup: Setup): number {
  return Object.values(standingCosts(setup)).reduce((sum, cost) => sum + cost, 0);
}

export function standingCosts(setup: Setup): Record<string, number> {
  return {
    "web tasks": HOURS_A_MONTH * setup.minTasks * taskHour(setup),
    "interface endpoints": HOURS_A_MONTH * setup.zones * setup.interfaceEndpoints * PRICES.endpointHour,
    "NAT gateways": HOURS_A_MONTH * setup.natGateways * (PRICES.natHour + PRICES.addressHour),
    "load balancer": HOURS_A_MONTH * (PRICES.loadBalancerHour + setup.zones * PRICES.addressHour),
    WAF: PRICES.wafAclMonth + setup.webAclRules * PRICES.wafRuleMonth,
    "alarms, dashboard, own metrics":
      setup.alarms * PRICES.alarmMonth + PRICES.dashboardMonth + setup.metrics * PRICES.metricMonth,
    "secrets, key": 2 * PRICES.secretMonth + PRICES.keyMonth,
    "images and packages": 5 * PRICES.imageGbMonth,
  };
}
