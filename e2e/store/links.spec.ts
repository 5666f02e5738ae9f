/** A link to one conversion, for whoever has it. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { expect, test } from "#e2e/fixtures.ts";
import { EVERY_CHARACTER, photo, withPlace } from "#e2e/pictures.ts";
import { bytesOf, createVisitor, expectProblem, type Visitor } from "#e2e/visitor.ts";
import { convertMessages } from "#messages/convert.ts";
import { linkMessages as words } from "#messages/picture.ts";

const RECIPE = "format=webp&width=300&metadata=none";

interface Linked {
  url: string;
  expiresAt: string;
}

const linkOf = async (visitor: Visitor, id: string, query = RECIPE): Promise<string> =>
  (await visitor.json<Linked>(`/api/images/${id}/link?${query}`)).url;

/** The address with other parameters; undefined takes one off. */
function changed(url: string, change: Record<string, string | undefined>): string {
  const address = new URL(url);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) address.searchParams.delete(name);
    else address.searchParams.set(name, value);
  }
  return address.href;
}

test("works without the cookie, for exactly what it was made for", async ({ visitor, server }) => {
  const image = await visitor.ready(await photo());
  const answer = await visitor.ask(`/api/images/${image.id}/link?${RECIPE}`);
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  const { url, expiresAt }: Linked = await answer.json();
  expect(expiresAt).toBe(image.expiresAt);
  expect(url).toMatch(new RegExp(`^${server.address}/api/images/${image.id}/convert\\?.*&signature=[\\w-]{22}$`));

  const stranger = createVisitor(server.address);
  const given = await stranger.fetch(url);
  const own = await visitor.fetch(`${image.links.convert}?${RECIPE}`);
  expect(Buffer.compare(await bytesOf(given), await bytesOf(own))).toBe(0);
  expect(given.headers.get("content-disposition")).toMatch(/^attachment/);
  const inline = await stranger.fetch(changed(url, { inline: "1" }));
  expect(inline.headers.get("content-disposition")).toMatch(/^inline/);
  const etag = given.headers.get("etag") ?? "";
  expect((await stranger.fetch(url, { headers: { "if-none-match": etag } })).status).toBe(304);
  expect((await stranger.fetch(url, { method: "HEAD" })).status).toBe(200);
  // Another workspace's cookie makes no difference.
  const other = createVisitor(server.address);
  await other.send(await photo());
  expect((await other.fetch(url)).status).toBe(200);
});

test("neither order nor defaults spelled out make a difference, every real change does", async ({
  visitor,
  server,
}) => {
  const { id } = await visitor.ready(await photo());
  const { id: second } = await visitor.ready(await photo("two.jpg"));
  const url = await linkOf(visitor, id);
  expect(await linkOf(visitor, id, "fit=inside&metadata=none&height=&width=300&format=webp")).toBe(url);
  const stranger = createVisitor(server.address);
  expect((await stranger.fetch(changed(url, { enlarge: "0", rotate: "0" }))).status).toBe(200);
  const refused = [
    changed(url, { width: "301" }),
    changed(url, { metadata: undefined }),
    changed(url, { metadata: "all" }),
    changed(url, { format: "png" }),
    changed(url, { page: "0" }),
    changed(url, { workspace: "0".repeat(32) }),
    changed(url, { workspace: undefined }),
    changed(url, { signature: undefined }),
    changed(url, { signature: "A".repeat(22) }),
    url.replace(id, second),
    url.replace("/convert", "/original"),
  ];
  for (const address of refused) {
    const answer = await stranger.fetch(address);
    expect([400, 404], address).toContain(answer.status);
    expect((await answer.json()).detail).toMatch(/\.$/);
  }
  await expectProblem(await stranger.fetch(refused[0] ?? ""), 404, "not_found");
  // Not even for the one whose picture it is: a spoiled link is no link.
  await expectProblem(await visitor.fetch(changed(url, { width: "301" })), 404, "not_found");
});

test("is not given for what is not one's own, not there, or cannot be made", async ({ visitor, server }) => {
  const { id } = await visitor.ready(await photo());
  const stranger = createVisitor(server.address);
  await expectProblem(await stranger.fetch(`/api/images/${id}/link?${RECIPE}`), 404, "not_found");
  await expectProblem(await visitor.fetch(`/api/images/${id}/link?width=0`), 400, "invalid_parameter");
  await expectProblem(await visitor.fetch(`/api/images/${id}/link?format=jpeg&lossless=1`), 400, "invalid_parameter");
  await expectProblem(await visitor.fetch(`/api/images/${id}/link?name=x`), 400, "invalid_parameter");
});

test("ends with the picture", async ({ visitor, server }) => {
  const { id, links } = await visitor.ready(await photo());
  const url = await linkOf(visitor, id);
  const stranger = createVisitor(server.address);
  expect((await stranger.fetch(url)).status).toBe(200);
  expect((await visitor.fetch(links.self, { method: "DELETE" })).status).toBe(204);
  await expectProblem(await stranger.ask(url), 404, "not_found");
});

test("says so once the time of the picture is up", async ({ start }) => {
  const server = await start({ RETENTION_HOURS: "0.00125" }); // 4.5 s
  const visitor = createVisitor(server.address);
  const { id } = await visitor.ready(await photo());
  const url = await linkOf(visitor, id);
  const told = new Set<string>();
  await expect
    .poll(
      async () => {
        const answer = await createVisitor(server.address).ask(url);
        if (answer.status >= 400) told.add((await answer.json()).code);
        return answer.status;
      },
      { intervals: [100], timeout: 30_000 },
    )
    .toBe(404);
  expect([...told]).toEqual(["expired", "not_found"]);
});

test("outlives a change of keys while the old one is listed", async ({ start }) => {
  const [old, fresh] = ["old ".repeat(10), "new ".repeat(10)];
  const first = await start({ SESSION_SECRET: old });
  const visitor = createVisitor(first.address);
  const { id } = await visitor.ready(await photo());
  const url = new URL(await linkOf(visitor, id));
  await first.stop();
  for (const [keys, status] of [
    [`${fresh},${old}`, 200],
    [fresh, 404],
  ] as const) {
    const server = await start({ SESSION_SECRET: keys });
    expect((await createVisitor(server.address).fetch(url.pathname + url.search)).status).toBe(status);
    await server.stop();
  }
});

test("speaks of the address that people type", async ({ start }) => {
  const server = await start({ PUBLIC_URL: "https://sheet.example" });
  const visitor = createVisitor(server.address);
  const { id } = await visitor.ready(await photo());
  expect(await linkOf(visitor, id)).toMatch(/^https:\/\/sheet\.example\/api\/images\//);
});

const panel = (page: Page) => page.getByRole("region", { name: convertMessages.title, exact: true });

/** Runs a line as a terminal does. */
const run = (line: string, cwd: string) => promisify(execFile)("sh", ["-c", line], { cwd });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with script" : "without script", () => {
    test.use({ javaScriptEnabled });

    test("the form gives the link and a line for the terminal that runs", async ({ page, visitor, enter, folder }) => {
      const { id, links } = await visitor.ready(await withPlace(EVERY_CHARACTER));
      await enter(visitor);
      await page.goto(`/images/${id}`);
      await panel(page).getByLabel(convertMessages.format).selectOption({ label: "WebP" });
      await panel(page).getByLabel(convertMessages.width).fill("200");
      await panel(page).getByRole("button", { name: words.copy }).click();
      const shown = javaScriptEnabled ? page.getByRole("dialog", { name: words.title }) : page.getByRole("main");
      await expect(shown).toContainText(words.text);
      const url = await shown.getByLabel(words.address, { exact: true }).inputValue();
      const line = await shown.getByLabel(words.curl, { exact: true }).inputValue();
      const own = await bytesOf(await visitor.fetch(`${links.convert}?format=webp&width=200`));
      expect(Buffer.compare(await bytesOf(await fetch(url)), own)).toBe(0);
      expect(line).toBe(`curl -OJL '${url}'`);
      expect(line).toMatch(/^curl -OJL '[\w:/.?=&%+-]+'$/);
      await run(`${line} -sS -w '%{filename_effective}' > name`, folder);
      const name = readFileSync(join(folder, "name"), "utf8");
      expect(Buffer.compare(readFileSync(join(folder, name)), own)).toBe(0);
    });
  });
}
