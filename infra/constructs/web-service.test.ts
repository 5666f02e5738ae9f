import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readConfig } from "#config.ts";
import { BUILD, DOMAIN, type Properties, resourceOf, resourcesOf, synthesize, text } from "#infra/stacks.fixture.ts";

const { app } = synthesize();
const task = (template = app) => resourceOf(template, "AWS::ECS::TaskDefinition").Properties;
const container = (template = app): Properties => task(template).ContainerDefinitions[0];
const service = resourceOf(app, "AWS::ECS::Service");
const target = resourceOf(app, "AWS::ElasticLoadBalancingV2::TargetGroup").Properties;

function environment(template = app): Record<string, string> {
  const { Environment } = container(template);
  return Object.fromEntries(Environment.map(({ Name, Value }: Properties) => [Name, text(Value)]));
}

describe("a task", () => {
  test("runs the image by digest, on arm64", () => {
    expect(text(container().Image)).toMatch(new RegExp(`/proofsheet-web@${BUILD.imageDigest}$`));
    expect(task().RuntimePlatform).toEqual({ CpuArchitecture: "ARM64", OperatingSystemFamily: "LINUX" });
  });

  test("writes nowhere but in the volume that the image gives to its own user", () => {
    const { ReadonlyRootFilesystem, MountPoints } = container();
    expect(ReadonlyRootFilesystem).toBe(true);
    expect(MountPoints).toEqual([{ ContainerPath: environment().TMPDIR, ReadOnly: false, SourceVolume: "scratch" }]);
    expect(task().Volumes).toEqual([{ Name: "scratch" }]);
    const image = readFileSync("Dockerfile", "utf8");
    expect(image).toMatch(new RegExp(`install -d -o node .*${environment().TMPDIR}$`, "m"));
    expect(image).toMatch(new RegExp(`^VOLUME ${environment().TMPDIR}$`, "m"));
    expect(image).toMatch(/^USER node$/m);
  });

  test("gets settings with which the server starts in aws mode", () => {
    const secrets = Object.fromEntries(container().Secrets.map(({ Name }: Properties) => [Name, "s".repeat(64)]));
    const queue = "https://sqs.example.org/1/queue";
    const known = {
      NODE_ENV: "production" as const,
      AWS_REGION: "eu-central-1",
      QUEUE_URL: queue,
      DEAD_LETTER_QUEUE_URL: queue,
    };
    const config = readConfig({ ...environment(), ...known, ...secrets }, "/");
    expect(config.aws).not.toBeNull();
    expect(config.limits).toMatchObject({ maxUploadBytes: 100_000_000, retentionMs: 86_400_000 });
    expect(Object.keys(secrets).sort()).toEqual(["NEXT_SERVER_ACTIONS_ENCRYPTION_KEY", "SESSION_SECRET"]);
  });

  test("takes a visitor's address from the load balancer, which stands alone before it", () => {
    expect(environment().TRUST_PROXY).toBe("1");
  });

  test("knows its address where it has a name", () => {
    expect(environment(synthesize(DOMAIN).app).PUBLIC_URL).toBe("https://photos.example.org");
    expect(environment()).not.toHaveProperty("PUBLIC_URL");
  });

  test("has memory for all its conversions, one a vCPU", () => {
    const large = synthesize({ webCpu: "4096", webMemory: "8192" }).app;
    expect(environment(large).CONVERT_CONCURRENCY).toBe("4");
    const needed = Number(environment(large).CONVERT_CONCURRENCY) * Number(environment(large).CONVERT_MEMORY_BYTES);
    expect(Number(task(large).Memory) * 1024 ** 2).toBeGreaterThan(needed);
  });
});

describe("a task that goes", () => {
  test("has longer than its drain and its longest conversion", () => {
    const [, drain] = /DRAIN_MS = ([\d_]+)/.exec(readFileSync("src/server/main.ts", "utf8")) ?? [];
    expect(container().StopTimeout * 1000).toBeGreaterThanOrEqual(Number(drain?.replaceAll("_", "")) + 5000);
    expect(container().StopTimeout).toBeGreaterThan(Number(environment().CONVERT_TIMEOUT_SECONDS));
    expect(container().StopTimeout).toBeLessThanOrEqual(120); // Fargate gives no more
  });

  test("gets no new request before", () => {
    expect(target.TargetGroupAttributes).toContainEqual({ Key: "deregistration_delay.timeout_seconds", Value: "120" });
  });
});

test("is asked whether it is up, and not whether the stores are", () => {
  expect(target).toMatchObject({ HealthCheckPath: "/api/health", Port: 3000, Protocol: "HTTP", TargetType: "ip" });
});

describe("the service", () => {
  test("puts a new version beside the old one, and goes back at an alarm or where it does not come up", () => {
    const { DeploymentConfiguration, AvailabilityZoneRebalancing } = service.Properties;
    expect(DeploymentConfiguration).toMatchObject({
      MinimumHealthyPercent: 100,
      MaximumPercent: 200,
      DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      Alarms: { Enable: true, Rollback: true },
    });
    const alarms = DeploymentConfiguration.Alarms.AlarmNames.map(text);
    expect(alarms).toEqual([expect.stringMatching(/siteErrors/), expect.stringMatching(/tasksUnhealthy/)]);
    expect(AvailabilityZoneRebalancing).toBe("ENABLED");
  });

  test("leaves the number of tasks to the scaling", () => {
    expect(service.Properties.DesiredCount).toBeUndefined();
    expect(resourceOf(app, "AWS::ApplicationAutoScaling::ScalableTarget").Properties).toMatchObject({
      MinCapacity: 2,
      MaxCapacity: 10,
    });
    const bounds = synthesize({ webMinTasks: "3", webMaxTasks: "40" }).app;
    expect(resourceOf(bounds, "AWS::ApplicationAutoScaling::ScalableTarget").Properties).toMatchObject({
      MinCapacity: 3,
      MaxCapacity: 40,
    });
  });

  test("scales by CPU and by requests", () => {
    const policies = resourcesOf(app, "AWS::ApplicationAutoScaling::ScalingPolicy").map(
      ({ Properties }) => Properties.TargetTrackingScalingPolicyConfiguration,
    );
    const kinds = policies.map(({ PredefinedMetricSpecification: { PredefinedMetricType } }) => PredefinedMetricType);
    expect(kinds.sort()).toEqual(["ALBRequestCountPerTarget", "ECSServiceAverageCPUUtilization"]);
    for (const { ScaleInCooldown, ScaleOutCooldown } of policies)
      expect(ScaleInCooldown).toBeGreaterThan(ScaleOutCooldown);
  });

  test("starts after the ways to its image and its secrets", () => {
    const ways = resourcesOf(app, "AWS::EC2::VPCEndpoint").map(({ id }) => id);
    expect(service.DependsOn).toEqual(expect.arrayContaining(ways));
  });

  test("is watched task by task", () => {
    expect(resourceOf(app, "AWS::ECS::Cluster").Properties.ClusterSettings).toEqual([
      { Name: "containerInsights", Value: "enabled" },
    ]);
  });
});
