import { Stack, Validations } from "aws-cdk-lib";
import {
  type Conditions,
  type IRole,
  PolicyDocument,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";

export interface Permission {
  actions: string[];
  resources: string[];
  conditions?: Conditions;
  /** why it is as wide as it is, where a `*` is in it: stands as the reason for cdk-nag's finding */
  wide?: string;
}

/**
 * A role with exactly these permissions, and `denied` whatever else says. They stand in the role itself, so that it never
 * exists without them, and constructs of the CDK that would add what they think is needed cannot.
 */
export function createRole(
  scope: Construct,
  id: string,
  service: string,
  { permissions, denied = [] }: { permissions: Permission[]; denied?: PolicyStatement[] },
): IRole {
  const statements = [...permissions.map(toStatement), ...denied];
  const role = new Role(scope, id, {
    assumedBy: new ServicePrincipal(service),
    inlinePolicies: { needs: new PolicyDocument({ statements }) },
  });
  for (const permission of permissions) explain(role, permission);
  return role.withoutPolicyUpdates();
}

function toStatement({ actions, resources, conditions }: Permission): PolicyStatement {
  return new PolicyStatement({ actions, resources, ...(conditions && { conditions }) });
}

/** Only resources: no action of ours has a `*`, and a finding of one must stay. */
function explain(role: Role, { resources, wide }: Permission): void {
  if (wide === undefined) return;
  for (const resource of resources.map((arn) => flat(Stack.of(role).resolve(arn)))) {
    Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[Resource::${resource}]`, reason: wide });
  }
}

/** An ARN as cdk-nag writes it: `<name>` for what is known at deployment alone. */
function flat(value: unknown): string {
  if (typeof value === "string") return value;
  const { Ref, "Fn::Join": joined } = value as { Ref?: string; "Fn::Join"?: [string, unknown[]] };
  if (Ref !== undefined) return `<${Ref}>`;
  if (joined) return joined[1].map(flat).join(joined[0]);
  throw new Error(`no ARN that a wide permission may name: ${JSON.stringify(value)}`);
}
