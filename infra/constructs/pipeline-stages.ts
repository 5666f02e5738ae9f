import { CfnCapabilities } from "aws-cdk-lib";
import { Artifact, ExecutionMode, type IAction, Pipeline, PipelineType } from "aws-cdk-lib/aws-codepipeline";
import {
  CloudFormationCreateReplaceChangeSetAction,
  CloudFormationExecuteChangeSetAction,
  CodeBuildAction,
  CodeStarConnectionsSourceAction,
} from "aws-cdk-lib/aws-codepipeline-actions";
import type { IRole, Role } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import type { PipelineBuckets } from "./pipeline-buckets.ts";
import type { BuildName, PipelineBuilds } from "./pipeline-builds.ts";

const CHANGE_SET = "pipeline";

export interface StagesProps {
  name: string;
  buckets: PipelineBuckets;
  builds: PipelineBuilds;
  source: { repository: string; branch: string; connection: string };
  /** stacks in the order of their deployment: name, and its template in the artefact of the build `templates` */
  stacks: { id: string; stackName: string; template: string }[];
  /** of the pipeline, and of CloudFormation */
  role: Role;
  deploymentRole: IRole;
}

/** Push, test, build side by side, synthesise, deploy one stack after the other. A newer push overtakes one that waits. */
export class PipelineStages extends Construct {
  readonly pipeline: Pipeline;

  constructor(scope: Construct, id: string, props: StagesProps) {
    super(scope, id);
    const { buckets, builds } = props;
    const source = new Artifact("Source");
    const templates = new Artifact("Templates");
    const build = (name: BuildName, variables: Record<string, string> = {}) =>
      new CodeBuildAction({
        actionName: name,
        project: builds.projects[name],
        input: source,
        outputs: name === "templates" ? [templates] : [],
        variablesNamespace: name,
        environmentVariables: Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, { value }])),
      });

    const web = build("web");
    const worker = build("worker");
    const built = { IMAGE_DIGEST: web.variable("IMAGE_DIGEST"), WORKER_KEY: worker.variable("WORKER_KEY") };
    this.pipeline = new Pipeline(this, "Pipeline", {
      pipelineName: props.name,
      pipelineType: PipelineType.V2,
      executionMode: ExecutionMode.SUPERSEDED,
      artifactBucket: buckets.artifacts,
      // What it may do is written in pipeline-role.ts and nowhere else: the library would add more.
      role: props.role.withoutPolicyUpdates(),
      usePipelineRoleForActions: true,
      restartExecutionOnUpdate: false,
      stages: [
        { stageName: "Source", actions: [sourceAction(props.source, source)] },
        { stageName: "Test", actions: [build("test")] },
        { stageName: "Build", actions: [web, worker] },
        { stageName: "Synthesise", actions: [build("templates", built)] },
        { stageName: "Deploy", actions: deployActions(props, templates) },
      ],
    });
  }
}

function sourceAction({ repository, branch, connection }: StagesProps["source"], output: Artifact): IAction {
  const [owner = "", repo = ""] = repository.split("/");
  return new CodeStarConnectionsSourceAction({
    actionName: "push",
    connectionArn: connection,
    owner,
    repo,
    branch,
    output,
    triggerOnPush: true,
  });
}

/** Each stack by a change set: made, to be read in the console while it waits, then executed. One without changes passes. */
function deployActions({ stacks, deploymentRole }: StagesProps, templates: Artifact): IAction[] {
  return stacks.flatMap(({ id, stackName, template }, index) => [
    new CloudFormationCreateReplaceChangeSetAction({
      actionName: `prepare-${id}`,
      stackName,
      changeSetName: CHANGE_SET,
      templatePath: templates.atPath(template),
      adminPermissions: false,
      deploymentRole,
      cfnCapabilities: [CfnCapabilities.ANONYMOUS_IAM],
      runOrder: 2 * index + 1,
    }),
    new CloudFormationExecuteChangeSetAction({
      actionName: `deploy-${id}`,
      stackName,
      changeSetName: CHANGE_SET,
      runOrder: 2 * index + 2,
    }),
  ]);
}
