/** The three stacks of an installation, from its settings. Templates name no account and no region: they fit any. */
import { App, type AppProps, DefaultStackSynthesizer, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { stackName } from "./names.ts";
import { readSettings, type Settings } from "./settings.ts";
import { AppStack } from "./stacks/app.ts";
import { DataStack } from "./stacks/data.ts";
import { PipelineStack } from "./stacks/pipeline.ts";

/** The CDK's newer behaviours that change these templates; here and not in cdk.json, so that tests see the same. */
const FLAGS = {
  "@aws-cdk/core:defaultCrossStackReferences": "strong", // what `app` uses of `data` cannot be taken away under it
  "@aws-cdk/core:enablePartitionLiterals": true,
  "@aws-cdk/aws-iam:minimizePolicies": true,
  "@aws-cdk/aws-ecs:removeDefaultDesiredCount": true,
  "@aws-cdk/aws-ecs:disableExplicitDeploymentControllerForCircuitBreaker": true,
  "@aws-cdk/aws-ec2:restrictDefaultSecurityGroup": false, // would bring a function of its own with permissions on every group
  "@aws-cdk/aws-s3:createDefaultLoggingPolicy": true,
  "@aws-cdk/aws-route53-patters:useCertificate": true,
};

export interface Proofsheet {
  app: App;
  settings: Settings;
  data: DataStack;
  site: AppStack;
  pipeline: PipelineStack;
}

/** @throws an Error with one line for each setting that does not parse */
export function createApp({ context = {}, ...props }: AppProps = {}): Proofsheet {
  const app = new App({ analyticsReporting: false, ...props, context: { ...FLAGS, ...context } });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const settings = readSettings(app.node);
  const own = (stack: "data" | "app" | "pipeline") => ({
    settings,
    stackName: stackName(settings, stack),
    terminationProtection: stack === "data" && settings.deletionProtection,
    // Nothing is uploaded at deployment, so no version of a bootstrap has to be asked for.
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
  });
  const data = new DataStack(app, stackName(settings, "data"), own("data"));
  const site = new AppStack(app, stackName(settings, "app"), { ...own("app"), data });
  const deploys = { data, app: site };
  const pipeline = new PipelineStack(app, stackName(settings, "pipeline"), { ...own("pipeline"), deploys });
  return { app, settings, data, site, pipeline };
}
