import { App } from "aws-cdk-lib";
import { expect, test } from "vitest";
import { readSettings } from "./settings.ts";
import { DOMAIN } from "./stacks.fixture.ts";

const read = (context: Record<string, unknown>) => readSettings(new App({ context }).node);

test("need nothing to be set", () => {
  expect(read({})).toMatchObject({
    name: "proofsheet",
    retentionHours: 24,
    webMinTasks: 2,
    natGateways: 0,
    deletionProtection: true,
  });
});

test("come from the command line as text, too", () => {
  const typed = {
    retentionHours: "0.5",
    webCpu: "2048",
    webMemory: "4096",
    deletionProtection: "false",
    logDays: "30",
  };
  expect(read(typed)).toMatchObject({
    retentionHours: 0.5,
    webCpu: 2048,
    webMemory: 4096,
    deletionProtection: false,
    logDays: 30,
  });
  expect(read(DOMAIN)).toMatchObject(DOMAIN);
});

test("leave the CDK's own context alone", () => {
  expect(() => read({ "@aws-cdk/core:x": true, "aws:cdk:y": 1, "cli-telemetry": false })).not.toThrow();
});

test.each([
  [{ retentionHours: "soon" }, /^retentionHours: soon: /],
  [{ retentionHours: 0 }, /^retentionHours: 0: /],
  [{ webMinTasks: 1 }, /^webMinTasks: 1: /],
  [{ webMinTasks: 5, webMaxTasks: 4 }, /^webMaxTasks: 4: is below webMinTasks$/],
  [{ webMemory: 2500 }, /^webMemory: 2500: takes 2048 to 8192 in steps of 1024 with webCpu 1024$/],
  [{ webCpu: 4096, webMemory: 8192, webMaxTasks: 1001 }, /^webMaxTasks: 1001: /],
  [{ webCpu: 8192, webMemory: 61_441 }, /^webMemory: 61441: /],
  [{ workerConcurrency: 1 }, /^workerConcurrency: 1: /],
  [{ domain: "photos.example.org" }, /^domain: photos.example.org: needs hostedZoneId and hostedZoneName too$/],
  [{ ...DOMAIN, domain: "example.com" }, /^domain: example.com: lies outside hostedZoneName$/],
  [{ imageDigest: "latest" }, /^imageDigest: latest: takes sha256:/],
  [{ alarmMail: "nobody" }, /^alarmMail: nobody: takes a mail address$/],
  [{ name: "My Site" }, /^name: My Site: takes 2 to 21 small letters/],
  [{ retentionhours: 3 }, /retentionhours/],
])("refuse %j with a line that says what they take", (context, sentence) => {
  expect(() => read(context)).toThrow(sentence);
});

test("name every fault, a line each", () => {
  expect(() => read({ webMinTasks: 1, rateLimit: 1 })).toThrow(/^webMinTasks: .*\nrateLimit: /);
});
