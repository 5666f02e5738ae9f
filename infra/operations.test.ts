import { readFileSync } from "node:fs";
import { Template } from "aws-cdk-lib/assertions";
import { expect, it } from "vitest";
import { createApp } from "./app.ts";

const { data, site, settings } = createApp();
const alarms = [data, site]
  .flatMap((stack) => Object.values(Template.fromStack(stack).findResources("AWS::CloudWatch::Alarm")))
  .map(({ Properties }) => Properties);
const [, chapter = ""] = readFileSync("docs/operations.md", "utf8").split("\n## Alarms on AWS\n");
const sections = new Map(
  chapter
    .split("\n### ")
    .slice(1)
    .map((section) => [section.slice(0, section.indexOf("\n")), section]),
);

it("has a section for each alarm of the templates, and none without an alarm", () => {
  const names = alarms.map(({ AlarmName }) => AlarmName.slice(settings.name.length + 1));
  expect([...sections.keys()].sort()).toEqual(names.sort());
});

it("says in each what it means, what to look at and what to do", () => {
  for (const [name, text] of sections)
    for (const part of ["**Means**", "**Look", "**Do**"]) expect(text, name).toContain(part);
});

it("says of those that call a version back, and of no other, that they do", () => {
  const template = Template.fromStack(site);
  const named = template.findResources("AWS::CloudWatch::Alarm");
  const callers = JSON.stringify([
    ...Object.values(template.findResources("AWS::ECS::Service")).map(
      ({ Properties }) => Properties.DeploymentConfiguration.Alarms,
    ),
    ...Object.values(template.findResources("AWS::CodeDeploy::DeploymentGroup")).map(
      ({ Properties }) => Properties.AlarmConfiguration,
    ),
  ]);
  for (const [id, { Properties }] of Object.entries(named)) {
    const name = Properties.AlarmName.slice(settings.name.length + 1);
    const calls = callers.includes(`"${id}"`) || callers.includes(`"${Properties.AlarmName}"`);
    expect(sections.get(name)?.includes("*Calls back*"), name).toBe(calls);
  }
});

it("leads from each alarm to its section", () => {
  for (const { AlarmName, AlarmDescription } of alarms)
    expect(AlarmDescription).toContain(`docs/operations.md#${AlarmName.slice(settings.name.length + 1)}`);
});
