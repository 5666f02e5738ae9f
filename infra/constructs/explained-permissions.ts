import { Stack, Validations } from "aws-cdk-lib";
import { type Conditions, PolicyStatement, type Role } from "aws-cdk-lib/aws-iam";

export interface ExplainedPermission {
  /** why the role needs it, and why as wide as it is; stands in the report at each `*` */
  why: string;
  actions: string[];
  resources: string[];
  conditions?: Conditions;
}

/** Gives a role permissions, each with its reason for whatever is wide in it. */
export function grantExplained(role: Role, permissions: ExplainedPermission[]): void {
  const reasons = new Map<string, string>();
  for (const { why, actions, resources, conditions } of permissions) {
    role.addToPolicy(new PolicyStatement({ actions, resources, conditions }));
    const wide = [
      ...actions.map((action) => `Action::${action}`),
      ...resources.map((resource) => `Resource::${flat(Stack.of(role).resolve(resource))}`),
    ];
    for (const finding of wide) if (finding.includes("*")) reasons.set(`AwsSolutions-IAM5[${finding}]`, why);
  }
  Validations.of(role).acknowledge(...[...reasons].map(([id, reason]) => ({ id, reason })));
}

/** An ARN as the report writes it: `<name>` for what is known at deployment alone. */
function flat(value: unknown): string {
  if (typeof value === "string") return value;
  const { Ref, "Fn::GetAtt": attribute, "Fn::Join": joined } = value as Record<string, unknown>;
  if (typeof Ref === "string") return `<${Ref}>`;
  if (Array.isArray(attribute)) return `<${attribute.join(".")}>`;
  if (Array.isArray(joined)) return (joined[1] as unknown[]).map(flat).join(joined[0] as string);
  throw new Error(`not an ARN: ${JSON.stringify(value)}`);
}
