/** Names that two parts must agree on, where neither can point at the other. */
import { Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Settings } from "./settings.ts";

type Named = Pick<Settings, "name">;

export const stackName = ({ name }: Named, stack: "data" | "app" | "pipeline"): string => `${name}-${stack}`;
/** The repository of web images, in `pipeline`; `app` pulls from it. */
export const repositoryName = ({ name }: Named): string => `${name}-web`;
/** Metrics in the logs of tasks and functions (src/domain/metrics.ts). */
export const METRICS_NAMESPACE = "Proofsheet";

/** Known before the bucket is made, so that its queue can let it, and nobody else, announce. */
export function bucketName(scope: Construct, { name }: Named): string {
  const { account, region } = Stack.of(scope);
  return `${name}-images-${account}-${region}`;
}
