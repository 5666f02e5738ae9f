/** Several servers and workers on one bucket, one table and one queue. */
import { dot } from "#e2e/pictures.ts";
import { createVisitor, expectProblem, formOf, type Visitor } from "#e2e/visitor.ts";
import { expect, expectExactQuotas, expectQueuesEmpty, listOf, test } from "./story.ts";

const WORKSPACES = 20;
const ROOM = 10;
/** More than there is room for. */
const SENT = 12;

test("takes 200 pictures of 20 workspaces at once on two servers and two workers: each ready, once, and where it belongs", async ({
  start,
  account,
}) => {
  test.slow();
  const servers = [await start({ WORKSPACE_MAX_IMAGES: `${ROOM}` }), await start({ WORKSPACE_MAX_IMAGES: `${ROOM}` })];
  const { buffer, mimeType } = await dot("dot.png");
  const picture = (name: string) => ({ name, mimeType, buffer });

  /** By turns on either server, as a form and by a target of the store; null where there is no room any more. */
  async function send(visitor: Visitor, name: string, turn: number): Promise<string | null> {
    const asked = new URL(turn % 4 < 2 ? "/api/images" : "/api/uploads", servers[turn % 2]!.address);
    const files = [{ name, bytes: buffer.length, mediaType: mimeType }];
    const body = turn % 4 < 2 ? formOf([picture(name)]) : JSON.stringify({ files });
    const answer = await visitor.fetch(asked.href, { method: "POST", body });
    if (answer.status === 409) return null;
    expect(answer.status, name).toBe(201);
    const { images, uploads } = await answer.json();
    if (images) return images[0].id;
    const { image, target } = uploads[0];
    const form = formOf([picture(name)], target.fields);
    expect((await fetch(target.url, { method: "POST", body: form })).status, name).toBe(201);
    return image.id;
  }

  const taken = await Promise.all(
    Array.from({ length: WORKSPACES }, async (_, workspace) => {
      const visitor = createVisitor(servers[workspace % 2]!.address);
      const name = (turn: number) => `${workspace}-${turn}.png`;
      const first = await send(visitor, name(0), workspace); // a client's first call is one call
      const others = Array.from({ length: SENT - 1 }, (_, turn) => send(visitor, name(turn + 1), workspace + turn));
      const ids = [first, ...(await Promise.all(others))].filter((id) => id !== null);
      return { visitor, workspace, ids };
    }),
  );

  for (const { visitor, workspace, ids } of taken) {
    expect(ids).toHaveLength(ROOM);
    for (const id of ids) await visitor.settled(id);
    const images = await listOf(visitor);
    expect(images.map(({ id }) => id).sort()).toEqual(ids.toSorted());
    expect(new Set(images.map(({ name }) => name)).size).toBe(ROOM);
    for (const { name, status } of images) {
      expect(status, name).toBe("ready");
      expect(name.startsWith(`${workspace}-`), name).toBe(true);
    }
  }
  for (const [i, { ids }] of taken.entries()) {
    const neighbour = taken[(i + 1) % WORKSPACES]!.visitor;
    await expectProblem(await neighbour.fetch(`/api/images/${ids[0]}`), 404, "not_found");
  }
  await expectQueuesEmpty(account);
  await expectExactQuotas(account);
  const keys = await account.storedKeys();
  expect(keys).toHaveLength(2 * WORKSPACES * ROOM); // an original and a thumbnail each
  const finished = servers.flatMap(({ log }) => log.filter(({ msg }) => msg === "ready").map(({ image }) => image));
  expect(finished.sort()).toEqual(taken.flatMap(({ ids }) => ids).sort());
});
