import { Template } from "aws-cdk-lib/assertions";
import { createApp, type Proofsheet } from "#infra/app.ts";

export const CONNECTION = "arn:aws:codeconnections:eu-central-1:111122223333:connection/0a1b";

interface Made {
  installation: Proofsheet;
  pipeline: Template;
}
const made = new Map<string, Made>();

/** An installation as a person would deploy it, with a connection; synthesised once for each context. */
export function deployed(context: Record<string, unknown> = {}): Made {
  const key = JSON.stringify(context, (_, value) => value ?? null);
  const before = made.get(key);
  if (before) return before;
  const github = { githubRepository: "someone/proofsheet", githubConnection: CONNECTION };
  const installation = createApp({ context: { ...github, alarmMail: "a@example.org", ...context } });
  const now = { installation, pipeline: Template.fromStack(installation.pipeline) };
  made.set(key, now);
  return now;
}
