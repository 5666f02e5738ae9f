import { Annotations, CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { DeadLetters } from "#infra/constructs/dead-letters.ts";
import { LoadBalancer } from "#infra/constructs/load-balancer.ts";
import { LogBucket } from "#infra/constructs/log-bucket.ts";
import { Monitoring } from "#infra/constructs/monitoring.ts";
import { Network } from "#infra/constructs/network.ts";
import { Sweeper } from "#infra/constructs/sweeper.ts";
import { VpcEndpoints } from "#infra/constructs/vpc-endpoints.ts";
import { WebAcl } from "#infra/constructs/web-acl.ts";
import { WebService } from "#infra/constructs/web-service.ts";
import { Worker } from "#infra/constructs/worker.ts";
import { WorkerFunctions } from "#infra/constructs/worker-functions.ts";
import { NO_BUILD, type Settings } from "#infra/settings.ts";
import type { DataStack } from "./data.ts";

export interface AppStackProps extends StackProps {
  settings: Settings;
  data: DataStack;
}

/**
 * Everything that runs. It can be deleted and made again: what is kept is in `data`. Ids of constructs are in the logical
 * ids of a deployed stack, so they keep the names that they were given first.
 */
export class AppStack extends Stack {
  constructor(scope: Construct, id: string, { settings, data, ...props }: AppStackProps) {
    super(scope, id, { description: "Proofsheet: everything that runs", ...props });
    const logs = new LogBucket(this, "Logs", { settings }).bucket;
    const network = new Network(this, "Network", { settings, logs });
    const secrets = [data.secrets.session, data.secrets.actions];
    const endpoints = new VpcEndpoints(this, "Endpoints", {
      settings,
      network,
      ...data.stores(this),
      uploads: data.uploads,
      secrets,
    });

    const loadBalancer = new LoadBalancer(this, "Edge", { settings, network, logs });
    new WebAcl(this, "Firewall", { settings, loadBalancer: loadBalancer.alb });
    const web = new WebService(this, "Web", { settings, data, network, loadBalancer });
    web.service.node.addDependency(endpoints); // a task that starts before them cannot pull its image

    const functions = new WorkerFunctions(this, "Programs", { settings, network });
    const worker = new Worker(this, "Worker", { settings, data, functions });
    const deadLetters = new DeadLetters(this, "DeadLetters", { settings, data, functions });
    const sweeper = new Sweeper(this, "Sweeper", { settings, data, functions });

    new Monitoring(this, "Watching", { settings, data, loadBalancer, web, worker, deadLetters, sweeper });
    new CfnOutput(this, "Address", { value: loadBalancer.url });
    warnWithoutBuild(this, settings);
  }
}

function warnWithoutBuild(scope: Construct, { imageDigest, workerKey }: Settings): void {
  if (imageDigest !== NO_BUILD.imageDigest && workerKey !== NO_BUILD.workerKey) return;
  const text = "No build is named (imageDigest, workerBucket, workerKey): to be read, not to be deployed.";
  Annotations.of(scope).addWarningV2("proofsheet:no-build", text);
}
