import { RemovalPolicy, Validations } from "aws-cdk-lib";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import type { Settings } from "#infra/settings.ts";

/** Letters and digits: a comma would part the session's keys, and these alone are base64 too. */
const PLAIN = { excludePunctuation: true, includeSpace: false };

/** What seals. Made by Secrets Manager, never in a template, and kept: without them every open sheet is lost. */
export class Secrets extends Construct {
  /** SESSION_SECRET: 64 characters; an operator puts a new one in front to rotate (docs/operations.md) */
  readonly session: Secret;
  /** NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: base64 of 32 bytes, which 43 letters and digits are, for AES-256 */
  readonly actions: Secret;

  constructor(scope: Construct, id: string, { settings }: { settings: Settings }) {
    super(scope, id);
    const removalPolicy = settings.deletionProtection
      ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
      : RemovalPolicy.DESTROY;
    const create = (name: string, description: string, passwordLength: number) =>
      new Secret(this, name, { description, removalPolicy, generateSecretString: { ...PLAIN, passwordLength } });
    this.session = create("Session", "Seals the cookie that names a workspace", 64);
    this.actions = create("Actions", "Seals what pages hand to their server actions", 43);
    Validations.of(this).acknowledge({
      id: "AwsSolutions-SMG4",
      reason:
        "A rotation that knew nothing of the sealed cookies would close every open sheet. docs/operations.md says how " +
        "a person rotates the keys: the new one in front of the old one, which goes a day later.",
    });
  }
}
