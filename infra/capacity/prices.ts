/**
 * What AWS asks: US dollars, us-east-1, on demand, without taxes, free tiers and contracts. Each is from the price page of its
 * service, https://aws.amazon.com/{page}/pricing/, as pages stored in 2025 and 2026 quote it; look again before you rely on
 * one. eu-central-1 asks 10 to 25 % more for most of it.
 */
export const PRICES_OF = "us-east-1, November 2026";

export const HOURS_A_MONTH = 730;
export const SECONDS_A_MONTH = HOURS_A_MONTH * 3600;

export const PRICES = {
  /** fargate: Linux on ARM, an hour */
  fargateVcpuHour: 0.03238,
  fargateGbHour: 0.00356,
  /** lambda: ARM, first tier; a request; SQS pollers are free of charge */
  lambdaGbSecond: 0.0000133334,
  lambdaRequest: 0.2e-6,
  /** elasticloadbalancing: an Application Load Balancer and one capacity unit (LCU), an hour */
  loadBalancerHour: 0.0225,
  loadBalancerUnitHour: 0.008,
  /** vpc: a public IPv4 address an hour (the load balancer has one a zone); a NAT gateway */
  addressHour: 0.005,
  natHour: 0.045,
  /** privatelink: an interface endpoint in one zone, an hour; a GB through it */
  endpointHour: 0.01,
  endpointGb: 0.01,
  /** waf: an ACL, a rule or managed group, a month; a request */
  wafAclMonth: 5,
  wafRuleMonth: 1,
  wafRequest: 0.6e-6,
  /** s3: Standard; a write or a list; a read; deletes are free. First tier of storage */
  s3Write: 5e-6,
  s3Read: 0.4e-6,
  s3GbMonth: 0.023,
  /** dynamodb: on demand, since November 2024 */
  dynamoWrite: 0.625e-6,
  dynamoRead: 0.125e-6,
  /** sqs: a request to a standard queue; S3's sends, Lambda's receives and deletes are requests too */
  sqsRequest: 0.4e-6,
  /** cloudwatch: log bytes taken in, an alarm, a dashboard, a metric of our own */
  logGb: 0.5,
  alarmMonth: 0.1,
  dashboardMonth: 3,
  metricMonth: 0.3,
  /** secrets-manager, kms, route53: a secret, a key, a zone, a month */
  secretMonth: 0.4,
  keyMonth: 1,
  zoneMonth: 0.5,
  /** ecr: a GB of images a month */
  imageGbMonth: 0.1,
  /** codepipeline (V2): a minute of an action */
  pipelineMinute: 0.002,
} as const;

/** ec2, "Data Transfer OUT": GB a month to the internet, from small to large; uploads are free. */
const EGRESS_TIERS = [
  { gb: 10_000, price: 0.09 },
  { gb: 40_000, price: 0.085 },
  { gb: 100_000, price: 0.07 },
  { gb: Number.POSITIVE_INFINITY, price: 0.05 },
] as const;

/** Dollars for so many GB sent to the internet in a month. */
export function egressCost(gb: number): number {
  let left = gb;
  let cost = 0;
  for (const tier of EGRESS_TIERS) {
    const here = Math.min(left, tier.gb);
    cost += here * tier.price;
    left -= here;
  }
  return cost;
}
