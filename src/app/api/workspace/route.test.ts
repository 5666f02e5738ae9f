import { afterEach, expect, it } from "vitest";
import { GET as list } from "#app/api/images/route.ts";
import { POST as begin } from "#app/api/uploads/route.ts";
import { type TestServices, testServices } from "#compose.fixture.ts";
import { createBrowser, provideTestServices } from "#web/context/provided.fixture.ts";
import { DELETE } from "./route.ts";

let services: TestServices;
afterEach(() => services.close());

const body = JSON.stringify({ files: [{ name: "a.jpg", bytes: 10, mediaType: "image/jpeg" }] });
type Browser = ReturnType<typeof createBrowser>;
const send = (browser: Browser) => browser.call(begin, "/api/uploads", { method: "POST", body });
const sheet = async (browser: Browser) => (await (await browser.call(list, "/api/images")).json()).images;

it.each([
  ["http", null, "workspace"],
  ["https", "https://proofs.example", "__Host-workspace"],
])("by %s, opens nothing by the old cookie that comes after all was deleted", async (_, publicUrl, name) => {
  services = testServices();
  provideTestServices(services, publicUrl);
  const [browser, thief] = [createBrowser(), createBrowser()];
  await send(browser);
  expect([...browser.cookies.keys()]).toEqual([name]);
  thief.cookies.set(name, browser.cookies.get(name)!);
  expect(await sheet(thief)).toHaveLength(1);

  const deleted = await browser.call(DELETE, "/api/workspace", { method: "DELETE" });
  expect(deleted.status).toBe(204);
  expect(deleted.headers.get("set-cookie")).toMatch(/; Path=\/;.*; HttpOnly; SameSite=lax/i);
  expect(/; Secure/i.test(deleted.headers.get("set-cookie") ?? "")).toBe(publicUrl !== null);
  await send(browser);
  expect(await sheet(browser)).toHaveLength(1);
  expect(await sheet(thief)).toEqual([]);
});

it("gives nobody a cookie who had no workspace, and keeps that of one where the delete failed", async () => {
  services = testServices();
  const all = provideTestServices(services);
  const nobody = await createBrowser().call(DELETE, "/api/workspace", { method: "DELETE" });
  expect([nobody.status, nobody.headers.get("set-cookie")]).toEqual([204, null]);
  const browser = createBrowser();
  await send(browser);
  all.catalog.list = () => Promise.reject(new Error("away"));
  const failed = await browser.call(DELETE, "/api/workspace", { method: "DELETE" });
  expect([failed.status, failed.headers.get("set-cookie")]).toEqual([500, null]);
});

it("by https, goes on with the pictures of a cookie from before an update", async () => {
  services = testServices();
  provideTestServices(services);
  const browser = createBrowser();
  await send(browser);
  provideTestServices(services, "https://proofs.example");
  expect(await sheet(browser)).toHaveLength(1);
  await send(browser);
  expect([...browser.cookies.keys()]).toEqual(["workspace", "__Host-workspace"]);
  expect(await sheet(browser)).toHaveLength(2);
});
