import { expect, test } from "vitest";
import { createAddressLimits } from "#web/limits/address-limits.ts";
import { inRequest } from "./request-scope.ts";
import { type ProvidedServices, provideServices } from "./services.ts";
import { countUploads, sessionOf, visitOf } from "./visit-of.ts";

const addressLimits = createAddressLimits({ openRequests: 9, workspacesPerHour: 2, uploadsPerHour: 30 });
const all = { sessionSecrets: ["a".repeat(32)], limits: { retentionMs: 1000 }, publicUrl: null, addressLimits };
provideServices(all as unknown as ProvidedServices);

const request = (cookie?: { name: string; value: string }) => ({
  headers: new Headers(),
  cookies: { get: (name: string) => (cookie?.name === name ? cookie : undefined) },
});
const scopeOf = (address: string) => ({ address, begun: false });
const refusal = { code: "too_many_requests", retryAfter: expect.any(Number) };

test("an address makes so many workspaces, and goes on in those that it has", async () => {
  const { cookie } = await inRequest(scopeOf("a"), () => sessionOf(request()));
  await inRequest(scopeOf("a"), () => sessionOf(request()));
  await expect(inRequest(scopeOf("a"), () => sessionOf(request()))).rejects.toMatchObject(refusal);
  await inRequest(scopeOf("a"), () => sessionOf(request(cookie)));
  const forged = { ...cookie, value: "forged" };
  await expect(inRequest(scopeOf("a"), () => sessionOf(request(forged)))).rejects.toMatchObject(refusal);
  await inRequest(scopeOf("b"), () => sessionOf(request()));
});

test("an address brings so many pictures", () => {
  inRequest(scopeOf("c"), () => countUploads(25));
  expect(() => inRequest(scopeOf("c"), () => countUploads(25))).toThrow(expect.objectContaining(refusal));
  inRequest(scopeOf("d"), () => countUploads(25));
});

test("a request has begun once anybody asks whose it is", async () => {
  const scope = scopeOf("e");
  expect(scope.begun).toBe(false);
  await inRequest(scope, () => visitOf(undefined));
  expect(scope.begun).toBe(true);
});
