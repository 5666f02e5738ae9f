/** Who may see what, what other sites may do, and what stays nowhere. */
import { get, type RequestOptions, request } from "node:http";
import { expect, test } from "#e2e/fixtures.ts";
import { photo, svg, uniqueName, withPlace } from "#e2e/pictures.ts";
import { createVisitor, expectProblem, type Visitor } from "#e2e/visitor.ts";

test("is not found by another workspace, at any address", async ({ visitor, server }) => {
  const { id, links } = await visitor.ready(await withPlace());
  const other = createVisitor(server.address);
  await other.ready(await photo());
  const nobody = createVisitor(server.address);
  const forger = createVisitor(server.address);
  forger.cookie = `${visitor.cookie!.slice(0, -6)}AAAAAA`;
  for (const stranger of [other, nobody, forger]) {
    const more = ["report", "tags", "scrub?remove=all", "embedded"].map((path) => `${links.self}/${path}`);
    const archives = ["", "&format=png", "&scrub=people"].map((query) => `/api/archive?ids=${id}${query}`);
    for (const address of [...Object.values(links), ...more, ...archives]) {
      await expectProblem(await stranger.fetch(address), 404, "not_found");
    }
    await expectProblem(await stranger.fetch(links.self, { method: "DELETE" }), 404, "not_found");
    await expectProblem(await stranger.fetch(`${links.self}/retry`, { method: "POST" }), 404, "not_found");
    for (const page of ["", "/tags", "/scrub?remove=all", "/scrub"])
      expect((await stranger.fetch(`/images/${id}${page}`)).status, page).toBe(404);
    expect(await (await stranger.fetch("/")).text()).not.toContain(id);
  }
  const mine = await other.fetch("/api/workspace", { method: "DELETE" });
  expect(mine.status).toBe(204);
  expect((await visitor.json(links.self)).status).toBe("ready");
});

/** By a client that lets itself set every header, as no page can. */
function send(visitor: Visitor, path: string, options: RequestOptions): Promise<Response> {
  return new Promise((done, failed) => {
    const headers = { ...options.headers, cookie: `workspace=${visitor.cookie}` };
    const sent = request(new URL(path, visitor.address), { ...options, headers }, async (answer) => {
      const chunks = await answer.toArray();
      const pairs = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as [string, string]);
      const status = answer.statusCode ?? 500;
      done(new Response(status === 204 ? null : Buffer.concat(chunks), { status, headers: pairs }));
    });
    sent.on("error", failed);
    sent.end();
  });
}

const foreign = [
  { origin: "https://evil.example" },
  { origin: "null" },
  { origin: "http://localhost" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
];
test("takes no change from another site's page", async ({ visitor }) => {
  const { id, links } = await visitor.ready(await photo());
  const changes = [
    ["POST", "/api/images"],
    ["POST", "/api/uploads"],
    ["POST", `/api/uploads/${id}`],
    ["POST", `${links.self}/retry`],
    ["POST", "/api/archive"],
    ["DELETE", links.self],
    ["DELETE", "/api/workspace"],
    ["POST", "/"],
    ["POST", `/images/${id}`],
  ] as const;
  for (const headers of foreign) {
    for (const [method, path] of changes) {
      await test.step(`${method} ${path} ${JSON.stringify(headers)}`, async () => {
        await expectProblem(await send(visitor, path, { method, headers }), 403, "cross_site");
      });
    }
    const action = {
      ...headers,
      "next-action": "7f0000000000000000000000000000000000000000",
      "content-type": "text/plain",
    };
    await expectProblem(await send(visitor, "/", { method: "POST", headers: action }), 403, "cross_site");
  }
  expect((await visitor.json(links.self)).status).toBe("ready");
});

test("takes changes from its own pages and from programs", async ({ visitor }) => {
  const own = { origin: visitor.address, "sec-fetch-site": "same-origin" };
  const images = await visitor.send(await photo("1.jpg"), await photo("2.jpg"));
  for (const [i, headers] of [own, {}].entries()) {
    const answer = await send(visitor, `/api/images/${images[i]!.id}`, { method: "DELETE", headers });
    expect(answer.status).toBe(204);
  }
});

test("lets another site's page lead here, and no more", async ({ visitor }) => {
  await visitor.send(await photo());
  const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" };
  expect((await send(visitor, "/", { method: "GET", headers })).status).toBe(200);
});

const workspaceCookie = (response: Response) =>
  response.headers.getSetCookie().find((cookie) => /^(?:__Host-)?workspace=/.test(cookie)) ?? "";

test("gives a cookie that no script reads and no other site's request carries", async ({ visitor }) => {
  const cookie = workspaceCookie(await visitor.post([await photo()]));
  expect(cookie).toMatch(/; *HttpOnly/i);
  expect(cookie).toMatch(/; *SameSite=Lax/i);
  expect(cookie).toMatch(/; *Path=\/(;|$)/i);
  expect(cookie).not.toMatch(/; *Secure/i);
});

test("gives a Secure cookie where people come by https, and knows its own origin by PUBLIC_URL", async ({ start }) => {
  const server = await start({ PUBLIC_URL: "https://proofs.example" });
  const visitor = createVisitor(server.address);
  const own = { origin: "https://proofs.example" };
  const cookie = workspaceCookie(await visitor.post([await photo()], own));
  expect(cookie).toMatch(/^__Host-workspace=.*; *Secure/i);
  expect(cookie).toMatch(/; *Path=\/(;|$)/i);
  expect(cookie).not.toMatch(/; *Domain/i);
  const [sent] = (await (await visitor.fetch("/api/images")).json()).images;
  expect((await visitor.fetch(sent.links.original)).status).toBe(200);
  await expectProblem(await visitor.post([await photo()], { origin: server.address }), 403, "cross_site");
  const files = [{ name: "a.jpg", bytes: 10, mediaType: "image/jpeg" }];
  const begun = await visitor.fetch("/api/uploads", { method: "POST", body: JSON.stringify({ files }) });
  const target = new URL((await begun.json()).uploads[0].target.url);
  expect(target.origin).toBe(server.place.storeOrigin ?? "https://proofs.example");
});

for (const path of ["/", "/nowhere", "/images/01ARZ3NDEKTSV4RRFFQ69G5FAV"]) {
  test(`runs no script at ${path} but those of this very answer`, async ({ visitor }) => {
    const response = await visitor.fetch(path);
    expect(response.status).toBe(path === "/" ? 200 : 404);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    const policy = response.headers.get("content-security-policy") ?? "";
    for (const part of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "object-src 'none'"]) {
      expect(policy).toContain(part);
    }
    const scripts = /script-src ([^;]+)/.exec(policy)?.[1] ?? "";
    expect(scripts).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
    const nonce = /'nonce-([^']+)'/.exec(scripts)?.[1];
    expect(nonce).toMatch(/^[\w+/=-]{16,}$/);
    const tags = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(tags.length).toBeGreaterThan(0);
    for (const tag of tags) expect(tag).toContain(`nonce="${nonce}"`);
    const again = (await visitor.fetch(path)).headers.get("content-security-policy");
    expect(again).not.toContain(nonce);
  });
}

test("guesses no type of what it sends", async ({ visitor }) => {
  const { links } = await visitor.ready(await svg());
  for (const address of [...Object.values(links), `${links.convert}?inline=1&format=png`, "/api/health"]) {
    const { headers } = await visitor.ask(address);
    expect(headers.get("x-content-type-options"), address).toBe("nosniff");
    expect(headers.get("x-powered-by"), address).toBeNull();
  }
  expect((await visitor.fetch(links.original)).headers.get("content-disposition")).toMatch(/^attachment/);
});

test("logs no file name, no place and no cookie, in lines of JSON alone", async ({ visitor, server }) => {
  const name = uniqueName();
  const { id, links } = await visitor.ready(await withPlace(name));
  const failed = await visitor.failed({ ...(await svg(name)), buffer: Buffer.from("no picture at all") });
  const made = [`${links.self}/report`, `${links.self}/scrub?remove=people`, `/images/${id}/scrub?remove=location`];
  for (const address of [
    ...Object.values(links),
    `${links.convert}?format=png&width=9`,
    ...made,
    `/images/${id}`,
    "/",
  ]) {
    await (await visitor.fetch(address)).arrayBuffer();
  }
  await visitor.fetch(`${links.convert}?nothing=${name}`);
  await visitor.fetch(failed.links.self, { method: "DELETE" });
  const last = `/api/images/${id}/original`;
  await expect.poll(() => server.log.filter(({ path }) => path === last).length).toBeGreaterThan(0);
  expect(server.log).toHaveLength(server.lines.length);
  const log = server.lines.join("\n");
  for (const secret of [name, name.slice(0, -4), "51.5089", "Ada Example", visitor.cookie!.slice(0, 40)]) {
    expect(log).not.toContain(secret);
  }
});

test("logs one line for each request, under the id that the request brings", async ({ visitor, server }) => {
  await visitor.send(await photo());
  for (const [i, path] of ["/", "/nowhere", "/images/01ARZ3NDEKTSV4RRFFQ69G5FAV", "/api/images"].entries()) {
    const id = uniqueName(`${i}`).replaceAll(".", "-");
    const response = await visitor.fetch(path, { headers: { "x-request-id": id } });
    expect(response.headers.get("x-request-id")).toBe(id);
    await response.arrayBuffer();
    const logged = () => server.log.filter(({ requestId, msg }) => requestId === id && msg === "request");
    await expect.poll(() => logged().length, { message: path }).toBeGreaterThan(0);
    expect(logged()).toEqual([expect.objectContaining({ method: "GET", path, status: response.status })]);
  }
});

test("leaves no file of a deleted picture, of what was made from it neither", async ({ start }) => {
  const server = await start();
  const visitor = createVisitor(server.address);
  const { links } = await visitor.ready(await withPlace());
  const more = [`${links.self}/report`, `${links.self}/scrub?remove=time`];
  for (const address of [links.preview, `${links.convert}?format=png`, ...more])
    await (await visitor.fetch(address)).arrayBuffer();
  expect((await server.place.storedKeys()).length).toBeGreaterThanOrEqual(7);
  expect((await visitor.fetch(links.self, { method: "DELETE" })).status).toBe(204);
  expect(await server.place.storedKeys()).toEqual([]);
});

test("answers nothing that a header of the request could break", async ({ visitor }) => {
  await visitor.send(await photo());
  const status = await new Promise((done) =>
    get(new URL("/", visitor.address), { headers: { host: "evil.example", "x-request-id": "a b\tc" } }, (answer) => {
      answer.resume();
      done(answer.statusCode);
    }),
  );
  expect(status).toBe(200);
});
