import { describe, expect, it } from "vitest";
import type { WebServices } from "./services.ts";
import { readWorkspace, sealWorkspace } from "./session.ts";

const key = (letter: string) => letter.repeat(32);
const withKeys = (...sessionSecrets: string[]) =>
  ({ sessionSecrets, limits: { retentionMs: 86_400_000 } }) as unknown as WebServices;
const fresh = { cookie: undefined, secure: false };

describe("the session", () => {
  it("gives the same workspace for the same cookie, and another for another visitor", async () => {
    const services = withKeys(key("a"));
    const [one, two] = [await sealWorkspace(services, fresh), await sealWorkspace(services, fresh)];
    expect(await readWorkspace(services, one.cookie.value)).toBe(one.workspace);
    expect(two.workspace).not.toBe(one.workspace);
    expect(one.workspace).toMatch(/^[0-9a-f]{32}$/);
  });

  it("survives a rotation of keys, and a second one", async () => {
    const { cookie, workspace } = await sealWorkspace(withKeys(key("a")), fresh);
    expect(await readWorkspace(withKeys(key("b"), key("a")), cookie.value)).toBe(workspace);
    expect(await readWorkspace(withKeys(key("c"), key("b"), key("a")), cookie.value)).toBe(workspace);
    expect(await readWorkspace(withKeys(key("c"), key("b")), cookie.value)).toBeNull();
  });

  it("keeps the workspace and takes the newest key when it is sealed anew", async () => {
    const { cookie, workspace } = await sealWorkspace(withKeys(key("a")), fresh);
    const renewed = await sealWorkspace(withKeys(key("b"), key("a")), { cookie: cookie.value, secure: true });
    expect(renewed.workspace).toBe(workspace);
    expect(await readWorkspace(withKeys(key("b")), renewed.cookie.value)).toBe(workspace);
  });

  it.each(["", "nonsense", "Fe26.2*1*a*b*c*d*e*f~2", `${"x".repeat(5000)}`])("is none for %j", async (cookie) => {
    expect(await readWorkspace(withKeys(key("a")), cookie)).toBeNull();
  });

  it("is a cookie that no script reads and that outlives the pictures", async () => {
    const { cookie } = await sealWorkspace(withKeys(key("a")), { cookie: undefined, secure: true });
    expect(cookie).toMatchObject({ name: "workspace", httpOnly: true, sameSite: "lax", secure: true, path: "/" });
    expect(cookie.maxAge).toBeGreaterThan(86_400);
  });
});
