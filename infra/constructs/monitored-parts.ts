import type { Settings } from "#infra/settings.ts";
import type { DataStack } from "#infra/stacks/data.ts";
import type { DeadLetters } from "./dead-letters.ts";
import type { LoadBalancer } from "./load-balancer.ts";
import type { Sweeper } from "./sweeper.ts";
import type { WebService } from "./web-service.ts";
import type { Worker } from "./worker.ts";

/** What alarms and dashboard look at. */
export interface MonitoredParts {
  settings: Settings;
  data: DataStack;
  loadBalancer: LoadBalancer;
  web: WebService;
  worker: Worker;
  deadLetters: DeadLetters;
  sweeper: Sweeper;
}
