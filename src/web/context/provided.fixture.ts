import { NextRequest } from "next/server";
import type { TestServices } from "#compose.fixture.ts";
import { createAddressLimits } from "#web/limits/address-limits.ts";
import { type ProvidedServices, provideServices } from "./services.ts";

/** Gives these services to the routes that are called in a test, as the server does at its start. */
export function provideTestServices(services: TestServices, publicUrl: string | null = null): ProvidedServices {
  const all: ProvidedServices = {
    ...services,
    sessionSecrets: ["a secret of at least thirty-two characters"],
    storeOrigin: null,
    publicUrl: publicUrl === null ? null : new URL(publicUrl),
    publicFolder: "",
    addressLimits: createAddressLimits({ openRequests: 9, workspacesPerHour: 9, uploadsPerHour: 9 }),
    checkReady: async () => {},
  };
  provideServices(all);
  return all;
}

type Route<P> = (request: NextRequest, context: { params: Promise<P> }) => Promise<Response>;

/** A browser: it calls routes, and keeps the cookies that come back under their names. */
export function createBrowser() {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async call<P>(handler: Route<P>, path: string, init: ConstructorParameters<typeof NextRequest>[1] = {}) {
      const headers = new Headers(init.headers);
      headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
      const request = new NextRequest(`http://localhost:3000${path}`, { ...init, headers });
      const response = await handler(request, { params: Promise.resolve({} as P) });
      for (const cookie of response.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
        cookies.set(name, decodeURIComponent(value));
      }
      return response;
    },
  };
}
