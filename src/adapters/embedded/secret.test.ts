import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { messageFrom, startProcess } from "./process.fixture.ts";
import { loadOrMakeSecret } from "./secret.ts";
import { filesBelow, temporaryDirectory } from "./temporary-directory.fixture.ts";

test("is made once, 256 bits, readable by its owner alone", () => {
  const dir = temporaryDirectory();
  const secret = loadOrMakeSecret(dir);
  expect(Buffer.from(secret, "base64url")).toHaveLength(32);
  expect(loadOrMakeSecret(dir)).toBe(secret);
  expect(statSync(join(dir, "secret")).mode & 0o777).toBe(0o600);
  expect(filesBelow(dir)).toEqual([join(dir, "secret")]);
  expect(loadOrMakeSecret(temporaryDirectory())).not.toBe(secret);
});

test("is the same for processes that start together", async () => {
  const dir = temporaryDirectory();
  const starters = Array.from({ length: 4 }, () =>
    startProcess(`
      const { loadOrMakeSecret } = await load("./secret.ts");
      process.send(loadOrMakeSecret(${JSON.stringify(dir)}));
      process.disconnect();`),
  );
  const secrets = await Promise.all(starters.map(messageFrom));
  expect(new Set(secrets)).toEqual(new Set([loadOrMakeSecret(dir)]));
  expect(filesBelow(dir)).toEqual([join(dir, "secret")]);
});

test.each(["", "short\n"])("refuses to go on with a file that holds %j", (text) => {
  const dir = temporaryDirectory();
  writeFileSync(join(dir, "secret"), text);
  expect(() => loadOrMakeSecret(dir)).toThrow("does not hold a secret");
});
