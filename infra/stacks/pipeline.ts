import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { BudgetAlarm } from "#infra/constructs/budget.ts";
import { DeploymentRole } from "#infra/constructs/deployment-role.ts";
import { PipelineBuilds } from "#infra/constructs/pipeline-builds.ts";
import { PipelineRole } from "#infra/constructs/pipeline-role.ts";
import { PipelineStages } from "#infra/constructs/pipeline-stages.ts";
import { PipelineStores } from "#infra/constructs/pipeline-stores.ts";
import { ImageRepository } from "#infra/constructs/repository.ts";
import { repositoryName } from "#infra/names.ts";
import type { Settings } from "#infra/settings.ts";
import { handedOn } from "#infra/settings-for-builds.ts";

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
    if (alarmMail) new BudgetAlarm(this, "Budget", { name, dollars: monthlyBudget, mail: alarmMail });
    new CfnOutput(this, "Repository", { value: repository.repositoryUri });
    // Without a connection there is a place for images and nothing that fills it: for a look, or for builds elsewhere.
    if (!githubRepository || !githubConnection) return;

    const stores = new PipelineStores(this, "Stores");
    const builds = new PipelineBuilds(this, "Builds", { stores, repository, logDays, settings: handedOn(settings) });
    const deployment = new DeploymentRole(this, "Deployment", {
      name,
      templates: stores.artifacts,
      packages: stores.packages,
      key: stores.key,
    });
    const stacks = Object.entries(deploys).map(([stack, { stackName, templateFile }]) => ({
      id: stack,
      stackName,
      template: templateFile,
    }));
    const { role } = new PipelineRole(this, "Role", {
      stores,
      projects: Object.values(builds.projects),
      connection: githubConnection,
      stackNames: stacks.map(({ stackName }) => stackName),
      deployment: deployment.role,
    });
    new PipelineStages(this, "Stages", {
      name,
      stores,
      builds,
      source: { repository: githubRepository, branch: githubBranch, connection: githubConnection },
      stacks,
      role,
      deploymentRole: deployment.role.withoutPolicyUpdates(),
    });
  }
}
