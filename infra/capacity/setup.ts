import { ALARM_NAMES } from "#infra/alarm-names.ts";
import { webAclRules } from "#infra/constructs/web-acl-rules.ts";
import type { Settings } from "#infra/settings.ts";
import type { Setup } from "./model.ts";

/** What the model needs to know of an installation. */
export function setupOf(settings: Settings): Setup {
  return {
    taskVcpu: settings.webCpu / 1024,
    taskGb: settings.webMemory / 1024,
    minTasks: settings.webMinTasks,
    maxTasks: settings.webMaxTasks,
    cpuTarget: 0.6,
    functionGb: settings.workerMemory / 1024,
    maxFunctions: settings.workerConcurrency,
    zones: 3,
    interfaceEndpoints: settings.natGateways > 0 ? 0 : 5,
    natGateways: settings.natGateways,
    webAclRules: webAclRules(settings.rateLimit).length,
    alarms: Object.keys(ALARM_NAMES).length,
    metrics: 60, // ours by service, format and result; those of Container Insights
    retentionHours: settings.retentionHours,
  };
}
