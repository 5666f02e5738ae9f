import type { CfnWebACL } from "aws-cdk-lib/aws-wafv2";

export type WebAclRule = Omit<CfnWebACL.RuleProperty, "priority" | "visibilityConfig"> & { name: string };
type Statement = CfnWebACL.StatementProperty;

/**
 * Label of each rule that looks at bodies and takes pictures, or names of files, for attacks; by the rule's group. The group
 * for Windows servers, whose WindowsShellCommands_BODY does so too, is for servers that we have none of.
 */
const CORE = "awswaf:managed:aws:core-rule-set:";
const SQL = "awswaf:managed:aws:sql-database:";
const CONTENT = {
  CrossSiteScripting_BODY: `${CORE}CrossSiteScripting_Body`,
  EC2MetaDataSSRF_BODY: `${CORE}EC2MetaDataSSRF_Body`,
  GenericLFI_BODY: `${CORE}GenericLFI_Body`,
  GenericRFI_BODY: `${CORE}GenericRFI_Body`,
};
const SQL_CONTENT = {
  SQLi_BODY: `${SQL}SQLi_Body`,
  SQLiExtendedPatterns_BODY: `${SQL}SQLiExtendedPatterns_Body`,
};
/** Over 8 KB, which is all that the web ACL sees of a body behind a load balancer; over 2 KB of a query. */
const SIZE = { SizeRestrictions_BODY: `${CORE}SizeRestrictions_Body` };
const QUERY_SIZE = { SizeRestrictions_QUERYSTRING: `${CORE}SizeRestrictions_QueryString` };

/** Bytes of pictures come here (`POST /api/images`), and names of files (`POST /api/uploads`). */
const upload = allOf(method("POST"), anyOf(path("EXACTLY", "/api/images"), path("EXACTLY", "/api/uploads"), below()));
/** The forms whose bodies may be long: 25 names of files to the page's own action, 500 ids to the archive. */
const longForm = allOf(method("POST"), anyOf(path("EXACTLY", "/"), path("EXACTLY", "/api/archive")));
const archive = path("EXACTLY", "/api/archive");

/**
 * In the order in which they are asked: who comes, how often, then what is in it. The rules that read bodies only count
 * and label; behind them the labels decide, everywhere but where pictures come in. A label is known to later rules
 * alone, so the last three stay last.
 */
export function webAclRules(rateLimit: number): WebAclRule[] {
  return [
    managed("reputation", "AWSManagedRulesAmazonIpReputationList"),
    {
      name: "rate",
      action: { block: { customResponse: { responseCode: 429 } } },
      statement: { rateBasedStatement: { limit: rateLimit, aggregateKeyType: "IP", evaluationWindowSec: 300 } },
    },
    managed("known-bad-inputs", "AWSManagedRulesKnownBadInputsRuleSet"),
    managed("common", "AWSManagedRulesCommonRuleSet", { ...CONTENT, ...SIZE, ...QUERY_SIZE }),
    managed("sql-injection", "AWSManagedRulesSQLiRuleSet", SQL_CONTENT),
    block("bad-bodies", allOf(labelled({ ...CONTENT, ...SQL_CONTENT }), not(upload))),
    block("long-bodies", allOf(labelled(SIZE), not(upload), not(longForm))),
    block("long-queries", allOf(labelled(QUERY_SIZE), not(archive))),
  ];
}

function managed(name: string, group: string, counted: Record<string, string> = {}): WebAclRule {
  const ruleActionOverrides = Object.keys(counted).map((rule) => ({ name: rule, actionToUse: { count: {} } }));
  return {
    name,
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: "AWS", name: group, ruleActionOverrides } },
  };
}

const block = (name: string, statement: Statement): WebAclRule => ({ name, action: { block: {} }, statement });

function labelled(labels: Record<string, string>): Statement {
  return anyOf(...Object.values(labels).map((key) => ({ labelMatchStatement: { scope: "LABEL", key } })));
}

function path(positionalConstraint: "EXACTLY" | "STARTS_WITH", searchString: string): Statement {
  return match({ uriPath: {} }, positionalConstraint, searchString);
}

function below(): Statement {
  return path("STARTS_WITH", "/api/uploads/");
}

function method(name: string): Statement {
  return match({ method: {} }, "EXACTLY", name);
}

/** As the server reads it: no other spelling of a path leads to these routes. */
function match(
  fieldToMatch: CfnWebACL.FieldToMatchProperty,
  positionalConstraint: string,
  searchString: string,
): Statement {
  const textTransformations = [{ priority: 0, type: "NONE" }];
  return { byteMatchStatement: { fieldToMatch, positionalConstraint, searchString, textTransformations } };
}

function allOf(...statements: Statement[]): Statement {
  return { andStatement: { statements } };
}

function anyOf(...statements: Statement[]): Statement {
  const [only] = statements;
  return statements.length === 1 && only ? only : { orStatement: { statements } };
}

function not(statement: Statement): Statement {
  return { notStatement: { statement } };
}
