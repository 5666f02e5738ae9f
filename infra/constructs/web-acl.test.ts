import { describe, expect, test } from "vitest";
import { resourceOf, synthesize } from "#infra/stacks.fixture.ts";
import { type WebAclRule, webAclRules } from "./web-acl-rules.ts";

const { app } = synthesize();
const rules = webAclRules(3000);
const names = rules.map(({ name }) => name);
const LABELS = /^awswaf:managed:aws:(core-rule-set|sql-database):(\w+)$/;
const CORE = "awswaf:managed:aws:core-rule-set:";
const SQL = "awswaf:managed:aws:sql-database:";

interface Asked {
  method: string;
  path: string;
  labels: string[];
}

/** As the web ACL reads a statement of these kinds. */
// biome-ignore lint/suspicious/noExplicitAny: the statements of a rule are JSON
function matches(statement: any, request: Asked): boolean {
  if (statement.andStatement) return statement.andStatement.statements.every((each: unknown) => matches(each, request));
  if (statement.orStatement) return statement.orStatement.statements.some((each: unknown) => matches(each, request));
  if (statement.notStatement) return !matches(statement.notStatement.statement, request);
  if (statement.labelMatchStatement) return request.labels.includes(statement.labelMatchStatement.key);
  const { fieldToMatch, positionalConstraint, searchString } = statement.byteMatchStatement;
  const value = fieldToMatch.method ? request.method : request.path;
  return positionalConstraint === "EXACTLY" ? value === searchString : value.startsWith(searchString);
}

function labelsIn(rule: WebAclRule): string[] {
  return [...JSON.stringify(rule.statement).matchAll(/"key":"([^"]+)"/g)].map(([, key]) => key ?? "");
}

function blocked(method: string, path: string, ...labels: string[]): boolean {
  const own = rules.filter(({ name }) => ["bad-bodies", "long-bodies", "long-queries"].includes(name));
  return own.some(({ statement }) => matches(statement, { method, path, labels }));
}

test("asks in this order: who, how often, what; labels last", () => {
  expect(names).toEqual([
    "reputation",
    "rate",
    "known-bad-inputs",
    "common",
    "sql-injection",
    "bad-bodies",
    "long-bodies",
    "long-queries",
  ]);
  const { Rules } = resourceOf(app, "AWS::WAFv2::WebACL").Properties;
  expect(Rules.map(({ Name }: { Name: string }) => Name)).toEqual(names);
  expect(Rules.map(({ Priority }: { Priority: number }) => Priority)).toEqual(names.map((_, index) => index));
});

test("decides by labels alone that an earlier rule counts, and by all of them", () => {
  const counted = rules.flatMap((rule, index) => {
    const group = rule.statement as { managedRuleGroupStatement?: { ruleActionOverrides?: { name: string }[] } };
    const overrides = group.managedRuleGroupStatement?.ruleActionOverrides ?? [];
    return overrides.map(({ name }) => ({ name: name.toLowerCase(), index }));
  });
  const asked = rules.flatMap((rule, index) =>
    labelsIn(rule).map((label) => ({ name: (LABELS.exec(label)?.[2] ?? label).toLowerCase(), index })),
  );
  expect(asked.map(({ name }) => name).sort()).toEqual(counted.map(({ name }) => name).sort());
  for (const { name, index } of asked) {
    expect(counted.find((each) => each.name === name)?.index, name).toBeLessThan(index);
  }
});

test("counts what mistakes pictures for attacks, and nothing else of the groups", () => {
  const { Rules } = resourceOf(app, "AWS::WAFv2::WebACL").Properties;
  const overrides = Rules.flatMap(
    (rule: Record<string, Record<string, Record<string, unknown>>>) =>
      (rule.Statement?.ManagedRuleGroupStatement?.RuleActionOverrides ?? []) as unknown[],
  );
  expect(overrides).toHaveLength(8);
  for (const each of overrides) expect(each).toMatchObject({ ActionToUse: { Count: {} } });
  for (const rule of Rules) {
    if (rule.Statement.ManagedRuleGroupStatement) expect(rule.OverrideAction).toEqual({ None: {} });
    else expect(rule.Action).toHaveProperty("Block");
  }
});

describe("a body that looks like an attack", () => {
  const labels = ["CrossSiteScripting_Body", "GenericLFI_Body", "GenericRFI_Body", "EC2MetaDataSSRF_Body"].map(
    (name) => CORE + name,
  );
  const all = [...labels, `${SQL}SQLi_Body`, `${SQL}SQLiExtendedPatterns_Body`];

  test.each(all)("is let through as a picture and blocked elsewhere: %s", (label) => {
    expect(blocked("POST", "/api/images", label)).toBe(false);
    expect(blocked("POST", "/api/uploads", label)).toBe(false);
    expect(blocked("POST", "/api/uploads/01ARZ3NDEKTSV4RRFFQ69G5FAV", label)).toBe(false);
    expect(blocked("POST", "/", label)).toBe(true);
    expect(blocked("POST", "/api/archive", label)).toBe(true);
    expect(blocked("DELETE", "/api/images", label)).toBe(true);
    expect(blocked("POST", "/api/images/01ARZ3NDEKTSV4RRFFQ69G5FAV/retry", label)).toBe(true);
    expect(blocked("POST", "/api/images/", label)).toBe(true);
    expect(blocked("POST", "/api/uploadsX", label)).toBe(true);
  });
});

test("lets long bodies through where pictures, names and ids come, and no others", () => {
  const long = `${CORE}SizeRestrictions_Body`;
  for (const path of ["/api/images", "/api/uploads", "/api/archive", "/"])
    expect(blocked("POST", path, long)).toBe(false);
  expect(blocked("POST", "/images/01ARZ3NDEKTSV4RRFFQ69G5FAV", long)).toBe(true);
  expect(blocked("PUT", "/api/images", long)).toBe(true);
});

test("lets a long query name images for the archive alone", () => {
  const long = `${CORE}SizeRestrictions_QueryString`;
  expect(blocked("GET", "/api/archive", long)).toBe(false);
  expect(blocked("GET", "/", long)).toBe(true);
});

test("lets through what nothing was found in", () => {
  expect(blocked("POST", "/anything")).toBe(false);
});

test("stops an address that sends too much with 429", () => {
  const { Rules } = resourceOf(synthesize({ rateLimit: "500" }).app, "AWS::WAFv2::WebACL").Properties;
  expect(Rules[1]).toMatchObject({
    Action: { Block: { CustomResponse: { ResponseCode: 429 } } },
    Statement: { RateBasedStatement: { Limit: 500, AggregateKeyType: "IP" } },
  });
});

test("stands before the load balancer and logs what it stopped, without cookies", () => {
  app.resourceCountIs("AWS::WAFv2::WebACLAssociation", 1);
  const { Properties } = resourceOf(app, "AWS::WAFv2::LoggingConfiguration");
  expect(Properties.RedactedFields).toEqual([{ SingleHeader: { Name: "cookie" } }]);
  expect(Properties.LoggingFilter.DefaultBehavior).toBe("DROP");
  expect(resourceOf(app, "AWS::Logs::LogGroup", "Firewall").Properties.LogGroupName).toMatch(/^aws-waf-logs-/);
});
