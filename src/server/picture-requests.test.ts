// @module-tag slow
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { picture, type TestServices, testServices, upload } from "#compose.fixture.ts";
import type { Services } from "#domain/services.ts";
import { type ProvidedServices, provideServices } from "#web/context/services.ts";
import { sealWorkspace } from "#web/context/session.ts";
import { answerPicture } from "./picture-requests.ts";

let services: TestServices;
let server: Server;
let address: string;
let cookie: string;

beforeEach(async () => {
  services = testServices();
  const provided = Object.assign(services, { publicUrl: null, storeOrigin: null, publicFolder: "" });
  provideServices(provided as unknown as ProvidedServices);
  const session = await sealWorkspace(provided as unknown as ProvidedServices, { cookie: undefined, secure: false });
  cookie = `workspace=${session.cookie.value}`;
  const { id } = await upload(services, await picture(), "a.jpg", session.workspace);
  await services.work();
  server = createServer((request, response) => void answerPicture(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/images/${id}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  services.close();
});

/** Decoders that go on until they are stopped; `signals` of the jobs that were begun. */
function endless(): AbortSignal[] {
  const signals: AbortSignal[] = [];
  const run: Services["decoders"]["run"] = (_, how) => {
    const { promise, reject } = Promise.withResolvers<never>();
    if (how?.signal) signals.push(how.signal);
    how?.signal?.addEventListener("abort", () => reject(new Error("stopped")));
    return promise;
  };
  services.decoders = { ...services.decoders, run };
  return signals;
}

test.each(["preview", "convert?format=webp", "report", "tags", "scrub?remove=all"])(
  "work for %s is given up when the last who asked has closed the connection",
  async (what) => {
    const signals = endless();
    const heads = vi.spyOn(services.store, "head");
    const visitors = [new AbortController(), new AbortController()];
    const answers = visitors.map(({ signal }) => fetch(`${address}/${what}`, { headers: { cookie }, signal }));
    const ends = answers.map((answer) => answer.catch((error: Error) => error.name));
    await vi.waitFor(() => expect(signals).toHaveLength(1));
    await vi.waitFor(() => expect(heads.mock.calls.length).toBeGreaterThanOrEqual(what.startsWith("scrub") ? 4 : 2));
    await new Promise((turn) => setImmediate(turn)); // the second has joined by then
    visitors[0]?.abort();
    expect(await ends[0]).toBe("AbortError");
    expect(signals[0]?.aborted).toBe(false);
    visitors[1]?.abort();
    await vi.waitFor(() => expect(signals[0]?.aborted).toBe(true));
    expect(services.lines.filter((line) => line.includes("refused"))).toEqual([]); // nobody was
  },
);
