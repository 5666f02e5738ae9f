import { describe, expect, it } from "vitest";
import type { WebServices } from "./services.ts";
import { readWorkspace, sealWorkspace, workspaceCookie } from "./session.ts";

const key = (letter: string) => letter.repeat(32);
const withKeys = (...sessionSecrets: string[]) =>
  ({ sessionSecrets, limits: { retentionMs: 86_400_000 } }) as unknown as WebServices;
const fresh = { secure: false };

describe("the session", () => {
  it("gives the same workspace for the same cookie, and another for another visitor", async () => {
    const services = withKeys(key("a"));
    const [one, two] = [await sealWorkspace(services, fresh), await sealWorkspace(services, fresh)];
    expect(await readWorkspace(services, one.cookie)).toBe(one.workspace);
    expect(two.workspace).not.toBe(one.workspace);
    expect(one.workspace).toMatch(/^[0-9a-f]{32}$/);
  });

  it("survives a rotation of keys, and a second one", async () => {
    const { cookie, workspace } = await sealWorkspace(withKeys(key("a")), fresh);
    expect(await readWorkspace(withKeys(key("b"), key("a")), cookie)).toBe(workspace);
    expect(await readWorkspace(withKeys(key("c"), key("b"), key("a")), cookie)).toBe(workspace);
    expect(await readWorkspace(withKeys(key("c"), key("b")), cookie)).toBeNull();
  });

  it("keeps the workspace and takes the newest key when it is sealed anew", async () => {
    const { cookie, workspace } = await sealWorkspace(withKeys(key("a")), fresh);
    const renewed = await sealWorkspace(withKeys(key("b"), key("a")), { cookie, secure: false });
    expect(renewed.workspace).toBe(workspace);
    expect(await readWorkspace(withKeys(key("b")), renewed.cookie)).toBe(workspace);
  });

  it.each(["", "nonsense", "Fe26.2*1*a*b*c*d*e*f~2", `${"x".repeat(5000)}`])("is none for %j", async (value) => {
    expect(await readWorkspace(withKeys(key("a")), { name: "workspace", value })).toBeNull();
  });

  it("is a cookie that no script reads and that outlives the pictures", async () => {
    for (const [secure, name] of [
      [false, "workspace"],
      [true, "__Host-workspace"],
    ] as const) {
      const { cookie } = await sealWorkspace(withKeys(key("a")), { secure });
      expect(cookie).toMatchObject({ name, httpOnly: true, sameSite: "lax", secure, path: "/" });
      expect(cookie).not.toHaveProperty("domain");
      expect(cookie.maxAge).toBeGreaterThan(86_400);
    }
  });

  it("by https keeps the pictures of an older cookie, and takes the name that no neighbouring host can set", async () => {
    const services = withKeys(key("a"));
    const older = await sealWorkspace(services, fresh);
    const renewed = await sealWorkspace(services, { cookie: older.cookie, secure: true });
    expect(renewed.workspace).toBe(older.workspace);
    expect(await readWorkspace(services, renewed.cookie)).toBe(older.workspace);
    const jar = new Map([older.cookie, renewed.cookie].map(({ name, value }) => [name, value]));
    expect(workspaceCookie((name) => jar.get(name))).toMatchObject({ name: "__Host-workspace" });
  });

  it("sealed by https is good under no name that a neighbouring host can set", async () => {
    const services = withKeys(key("a"));
    const { cookie } = await sealWorkspace(services, { secure: true });
    const tossed = { name: "workspace", value: cookie.value };
    expect(await readWorkspace(services, tossed)).toBeNull();
    expect(await readWorkspace(services, cookie)).not.toBeNull();
    expect(await readWorkspace(services, tossed)).toBeNull(); // nor where its value was opened before
  });
});
