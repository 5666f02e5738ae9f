import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DOMAIN, resourceOf, resourcesOf, synthesize, text } from "#infra/stacks.fixture.ts";

const plain = synthesize();
const named = synthesize(DOMAIN);

function attributes(): Record<string, unknown> {
  const { LoadBalancerAttributes } = resourceOf(plain.app, "AWS::ElasticLoadBalancingV2::LoadBalancer").Properties;
  return Object.fromEntries(
    LoadBalancerAttributes.map(({ Key, Value }: { Key: string; Value: unknown }) => [Key, Value]),
  );
}

describe("with a domain", () => {
  const listeners = resourcesOf(named.app, "AWS::ElasticLoadBalancingV2::Listener");
  const on = (port: number) => listeners.find(({ Properties }) => Properties.Port === port)?.Properties;

  test("speaks HTTPS with TLS 1.2 or newer", () => {
    expect(on(443)).toMatchObject({ Protocol: "HTTPS", SslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06" });
    expect(on(443)?.DefaultActions).toMatchObject([{ Type: "forward" }]);
    expect(resourceOf(named.app, "AWS::CertificateManager::Certificate").Properties).toMatchObject({
      DomainName: DOMAIN.domain,
      ValidationMethod: "DNS",
    });
  });

  test("sends plain HTTP there", () => {
    expect(on(80)?.DefaultActions).toMatchObject([
      { Type: "redirect", RedirectConfig: { Protocol: "HTTPS", Port: "443", StatusCode: "HTTP_301" } },
    ]);
    expect(listeners).toHaveLength(2);
  });

  test("is found under its name", () => {
    expect(resourceOf(named.app, "AWS::Route53::RecordSet").Properties).toMatchObject({
      Name: "photos.example.org.",
      Type: "A",
    });
  });
});

describe("without a domain", () => {
  test("speaks plain HTTP, and says so loudly", () => {
    const [listener, ...more] = resourcesOf(plain.app, "AWS::ElasticLoadBalancingV2::Listener");
    expect(more).toEqual([]);
    expect(listener?.Properties).toMatchObject({ Port: 80, Protocol: "HTTP" });
    expect(plain.warnings.join()).toContain("NO DOMAIN IS SET");
    expect(named.warnings.join()).not.toContain("NO DOMAIN IS SET");
  });
});

test("gives up a quiet connection before the server does", () => {
  const [, server] = /KEEP_ALIVE_MS = ([\d_]+)/.exec(readFileSync("src/server/http.ts", "utf8")) ?? [];
  expect(Number(attributes()["idle_timeout.timeout_seconds"]) * 1000).toBeLessThan(Number(server?.replaceAll("_", "")));
});

test("drops headers that are none", () => {
  expect(attributes()["routing.http.drop_invalid_header_fields.enabled"]).toBe("true");
});

test("logs each request, and waits until it may", () => {
  const given = attributes();
  expect(given["access_logs.s3.enabled"]).toBe("true");
  expect(text(given["access_logs.s3.bucket"])).toMatch(/^<LogsBucket/);
  expect(resourceOf(plain.app, "AWS::ElasticLoadBalancingV2::LoadBalancer").DependsOn).toContainEqual(
    expect.stringMatching(/^LogsBucketPolicy/),
  );
  const { Statement } = resourceOf(plain.app, "AWS::S3::BucketPolicy", "LogsBucket").Properties.PolicyDocument;
  const delivery = Statement.find(({ Principal }: { Principal: { Service?: string } }) =>
    Principal.Service?.startsWith("logdelivery."),
  );
  expect(delivery.Action).toBe("s3:PutObject");
  expect(text(delivery.Resource)).toMatch(/\/requests\/AWSLogs\/<AccountId>\/\*$/);
});

test("opens its own ports and reaches the tasks alone", () => {
  const { Properties } = resourceOf(named.app, "AWS::EC2::SecurityGroup", "EdgeGroup");
  const ports = Properties.SecurityGroupIngress.map(({ FromPort, ToPort }: Record<string, number>) => [
    FromPort,
    ToPort,
  ]);
  expect(ports).toEqual([
    [80, 80],
    [443, 443],
  ]);
  const [exit, ...more] = resourcesOf(named.app, "AWS::EC2::SecurityGroupEgress");
  expect(more).toEqual([]);
  expect(text(exit?.Properties.DestinationSecurityGroupId)).toMatch(/^<WebGroup/);
});
