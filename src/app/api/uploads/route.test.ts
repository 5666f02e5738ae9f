import { connect } from "node:net";
import { afterEach, expect, it } from "vitest";
import { POST as sendForm } from "#app/api/images/route.ts";
import { type TestServices, testServices } from "#compose.fixture.ts";
import { AppError } from "#errors.ts";
import { createBrowser, provideTestServices } from "#web/context/provided.fixture.ts";
import { POST } from "./route.ts";

let services: TestServices;
afterEach(() => services.close());

/** What an adapter throws where nobody listens at its service's address. */
async function away(): Promise<never> {
  const cause = await new Promise((_, failed) => connect({ host: "127.0.0.1", port: 9 }).once("error", failed)).catch(
    (error) => error,
  );
  throw new AppError("busy", "The store does not answer at the moment.", { cause, retryAfter: 5 });
}

const announced = JSON.stringify({ files: ["Ada.jpg", "Bob.jpg"].map((name) => ({ name, bytes: 10 })) });
function form(): FormData {
  const data = new FormData();
  data.append("file", new Blob([Buffer.alloc(10)]), "Ada.jpg");
  return data;
}

it.each([
  ["an announced upload", POST, "/api/uploads", announced],
  ["a form of files", sendForm, "/api/images", form()],
] as const)(
  "%s that the table does not take leaves the whole reason in the log, and no name",
  async (_, route, path, body) => {
    services = testServices();
    const all = provideTestServices(services);
    all.catalog.reserve = away;
    const { status } = await createBrowser().call(route, path, { method: "POST", body });
    expect(status).toBe(503);
    expect(services.lines.join("\n")).not.toMatch(/Ada|Bob/);
    expect(JSON.parse(services.lines.at(-1)!)).toMatchObject({
      message: "refused",
      code: "busy",
      cause: "Error ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:9",
    });
  },
);

it("tells each file that was refused among others that were taken", async () => {
  services = testServices();
  const all = provideTestServices(services);
  const { reserve } = all.catalog;
  let asked = 0;
  all.catalog.reserve = (...of) => (asked++ === 0 ? reserve(...of) : away());
  const answer = await createBrowser().call(POST, "/api/uploads", { method: "POST", body: announced });
  const { rejected } = await answer.json();
  expect(rejected).toEqual([{ name: "Bob.jpg", code: "busy", detail: "The store does not answer at the moment." }]);
  expect(services.lines.filter((line) => line.includes("ECONNREFUSED"))).toHaveLength(1);
});
