import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { buildContext } from "#infra/build-context.ts";
import { DeploymentRole } from "#infra/constructs/deployment-role.ts";
import { ImageRepository } from "#infra/constructs/image-repository.ts";
import { MonthlyBudget } from "#infra/constructs/monthly-budget.ts";
import { PipelineBuckets } from "#infra/constructs/pipeline-buckets.ts";
import { PipelineBuilds } from "#infra/constructs/pipeline-builds.ts";
import { PipelineRole } from "#infra/constructs/pipeline-role.ts";
import { PipelineStages } from "#infra/constructs/pipeline-stages.ts";
import { repositoryName } from "#infra/names.ts";
import type { Settings } from "#infra/settings.ts";

export interface PipelineStackProps extends StackProps {
  settings: Settings;
  /** what it deploys, in this order */
  deploys: { data: Stack; app: Stack };
}

/** What builds and deploys the other two, and the images that they run. The only stack that a person deploys. */
export class PipelineStack extends Stack {
  constructor(scope: Construct, id: string, props: PipelineStackProps) {
    super(scope, id, props);
    const { settings, deploys } = props;
    const { name, githubRepository, githubConnection, githubBranch, alarmMail, monthlyBudget, logDays } = settings;

    const { repository } = new ImageRepository(this, "Images", { name: repositoryName(settings) });
    if (alarmMail) new MonthlyBudget(this, "Budget", { name, dollars: monthlyBudget, mail: alarmMail });
    new CfnOutput(this, "Repository", { value: repository.repositoryUri });
    // Without a connection there is a place for images and nothing that fills it: for a look, or for builds elsewhere.
    if (!githubRepository || !githubConnection) return;

    const buckets = new PipelineBuckets(this, "Stores");
    const builds = new PipelineBuilds(this, "Builds", {
      buckets,
      repository,
      logDays,
      settings: buildContext(settings),
    });
    const deployment = new DeploymentRole(this, "Deployment", {
      name,
      templates: buckets.artifacts,
      packages: buckets.packages,
      key: buckets.key,
    });
    const stacks = Object.entries(deploys).map(([stack, { stackName, templateFile }]) => ({
      id: stack,
      stackName,
      template: templateFile,
    }));
    const { role } = new PipelineRole(this, "Role", {
      buckets,
      projects: Object.values(builds.projects),
      connection: githubConnection,
      stackNames: stacks.map(({ stackName }) => stackName),
      deployment: deployment.role,
    });
    new PipelineStages(this, "Stages", {
      name,
      buckets,
      builds,
      source: { repository: githubRepository, branch: githubBranch, connection: githubConnection },
      stacks,
      role,
      deploymentRole: deployment.role.withoutPolicyUpdates(),
    });
  }
}
