import { expect, test } from "vitest";
import { readConfig } from "#config.ts";
import { resourcesOf, synthesize } from "#infra/stacks.fixture.ts";

const secrets = resourcesOf(synthesize().data, "AWS::SecretsManager::Secret");
const generated = (id: string) => secrets.find((secret) => secret.id.startsWith(id))?.Properties.GenerateSecretString;
const made = (length: number) => "aZ9".repeat(length).slice(0, length);

test("are made by Secrets Manager, of letters and digits, and kept", () => {
  expect(secrets).toHaveLength(2);
  for (const { Properties, DeletionPolicy } of secrets) {
    expect(Properties.SecretString).toBeUndefined();
    expect(Properties.GenerateSecretString).toMatchObject({ ExcludePunctuation: true, IncludeSpace: false });
    expect(DeletionPolicy).toBe("RetainExceptOnCreate");
  }
});

test("give the server a session key that it takes", () => {
  const key = made(generated("KeysSession").PasswordLength);
  expect(readConfig({ NODE_ENV: "production", SESSION_SECRET: key }, "/").sessionSecrets).toEqual([key]);
});

test("give Next a key for AES-256, read as it reads it", async () => {
  const bytes = atob(made(generated("KeysActions").PasswordLength));
  const raw = Uint8Array.from(bytes, (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);
  expect(key.algorithm).toEqual({ name: "AES-GCM", length: 256 });
});
