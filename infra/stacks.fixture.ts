import { App } from "aws-cdk-lib";
import { Annotations, Match, Template } from "aws-cdk-lib/assertions";
import { createApp, type Proofsheet } from "./app.ts";
import { readSettings } from "./settings.ts";
import { DataStack } from "./stacks/data.ts";

export const DOMAIN = {
  domain: "photos.example.org",
  hostedZoneId: "Z0123456789ABCDEFGHIJ",
  hostedZoneName: "example.org",
};
export const BUILD = { imageDigest: `sha256:${"a".repeat(64)}`, workerBucket: "packages", workerKey: "worker/one.zip" };

export interface Synthesized {
  installation: Proofsheet;
  data: Template;
  app: Template;
  warnings: string[];
}

const made = new Map<string, Synthesized>();

/** The templates that these settings give; as a person would begin, where nothing is said. */
export function synthesize(context: Record<string, unknown> = {}): Synthesized {
  const key = JSON.stringify(context);
  const before = made.get(key);
  if (before) return before;
  const installation = createApp({ stackTraces: false, context: { ...BUILD, ...context } });
  const { data, site } = installation;
  const templates = { data: Template.fromStack(data), app: Template.fromStack(site) };
  const warnings = Annotations.fromStack(site)
    .findWarning("*", Match.anyValue())
    .map(({ entry }) => String(entry.data));
  const synthesized = { installation, ...templates, warnings };
  made.set(key, synthesized);
  return synthesized;
}

/** The template of `data` alone, which is quicker. */
export function dataTemplate(context: Record<string, unknown>): Template {
  const app = new App({ stackTraces: false, context });
  return Template.fromStack(new DataStack(app, "proofsheet-data", { settings: readSettings(app.node) }));
}

// biome-ignore lint/suspicious/noExplicitAny: a template is any JSON
export type Properties = Record<string, any>;
export interface Resource {
  id: string;
  Type: string;
  Properties: Properties;
  DependsOn?: string[];
  UpdatePolicy?: Properties;
  DeletionPolicy?: string;
}

export function resourcesOf(template: Template, type?: string): Resource[] {
  const { Resources } = template.toJSON() as { Resources: Record<string, Omit<Resource, "id">> };
  const all = Object.entries(Resources).map(([id, resource]) => ({
    ...resource,
    id,
    Properties: resource.Properties ?? {},
  }));
  return type === undefined ? all : all.filter(({ Type }) => Type === type);
}

/** The one resource of this type, whose id begins so. */
export function resourceOf(template: Template, type: string, id = ""): Resource {
  const [found, ...more] = resourcesOf(template, type).filter((resource) => resource.id.startsWith(id));
  if (!found || more.length > 0) throw new Error(`${found ? more.length + 1 : "no"} ${type} ${id}`);
  return found;
}

/** An ARN or a name as text, with `<…>` for what is known at deployment alone. */
export function text(value: unknown): string {
  if (typeof value === "string") return value;
  const { Ref, "Fn::GetAtt": attribute, "Fn::Join": joined, "Fn::ImportValue": imported } = value as Properties;
  if (Ref !== undefined) return `<${String(Ref).replace(/^AWS::/, "")}>`;
  if (attribute !== undefined) return `<${attribute.join(".")}>`;
  if (joined !== undefined) return joined[1].map(text).join(joined[0]);
  if (imported !== undefined) return `<${/ExportsOutput(?:Ref|FnGetAtt)(.+)$/.exec(text(imported))?.[1]}>`;
  throw new Error(`no name: ${JSON.stringify(value)}`);
}
