import { describe, expect, it } from "vitest";
import { isAppError } from "#errors.ts";
import { refuseCrossSite } from "./request-origin.ts";

const refused = (headers: Record<string, string>, publicUrl: string | null = null) => {
  try {
    refuseCrossSite(new Headers({ host: "localhost:3000", ...headers }), publicUrl ? new URL(publicUrl) : null);
    return false;
  } catch (error) {
    return isAppError(error) && error.code === "cross_site";
  }
};

describe("a write", () => {
  it("is taken from the own page and from what is no browser", () => {
    expect(refused({})).toBe(false);
    expect(refused({ origin: "http://localhost:3000", "sec-fetch-site": "same-origin" })).toBe(false);
    expect(refused({ "sec-fetch-site": "none" })).toBe(false);
  });

  it.each<[string, Record<string, string>]>([
    ["another origin", { origin: "http://evil.example" }],
    ["another port", { origin: "http://localhost:3001" }],
    ["an opaque origin", { origin: "null" }],
    ["another site by Sec-Fetch-Site", { "sec-fetch-site": "cross-site" }],
    ["a neighbour's subdomain", { "sec-fetch-site": "same-site" }],
    ["our host by another scheme", { origin: "https://localhost:3000" }],
  ])("is refused from %s", (_name, headers) => expect(refused(headers)).toBe(true));

  it("is measured by PUBLIC_URL where there is one", () => {
    expect(refused({ origin: "https://proofsheet.example" }, "https://proofsheet.example/")).toBe(false);
    expect(refused({ origin: "http://localhost:3000" }, "https://proofsheet.example/")).toBe(true);
  });
});
