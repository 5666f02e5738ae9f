/** Announcements as a queue gives them: twice, late, in reverse, after a delete, and such as announce nothing. */
import { dot, photo, textNamedJpg } from "#e2e/pictures.ts";
import { createVisitor } from "#e2e/visitor.ts";
import { expect, expectExactQuotas, expectQueuesEmpty, listOf, test } from "./story.ts";

test("ends right when messages come twice and in reverse, and again when all is done", async ({ start, account }) => {
  const messages = account.announcer.hold();
  const visitor = createVisitor((await start()).address);
  const names = ["1.jpg", "2.jpg", "3.jpg", "4.jpg"];
  const sent = await visitor.send(
    ...(await Promise.all(names.map((name) => photo(name)))),
    await textNamedJpg("5.jpg"),
  );
  expect(messages).toHaveLength(sent.length);
  for (const message of messages.toReversed()) for (let twice = 0; twice < 2; twice++) await account.send(message);
  const ends = await Promise.all(sent.map(({ id }) => visitor.settled(id)));
  expect(ends.map(({ status }) => status)).toEqual(["ready", "ready", "ready", "ready", "failed"]);
  await expectQueuesEmpty(account);

  const [objects, list] = [await account.storedKeys(), await listOf(visitor)];
  for (const message of messages) await account.send(message);
  await expectQueuesEmpty(account);
  expect(await account.storedKeys()).toEqual(objects);
  expect(await listOf(visitor)).toEqual(list);
  await expectExactQuotas(account);
});

test("brings nothing back that was deleted before its message came", async ({ start, account }) => {
  const messages = account.announcer.hold();
  const visitor = createVisitor((await start()).address);
  const [gone, kept] = await visitor.send(await photo("gone.jpg"), await photo("kept.jpg"));
  expect((await visitor.fetch(gone!.links.self, { method: "DELETE" })).status).toBe(204);
  for (const message of messages) await account.send(message);
  expect((await visitor.settled(kept!.id)).status).toBe("ready");
  await expectQueuesEmpty(account);
  expect((await listOf(visitor)).map(({ name }) => name)).toEqual(["kept.jpg"]);
  expect((await account.storedKeys()).filter((key) => key.includes(gone!.id))).toEqual([]);
  await expectExactQuotas(account);
});

test("drops what announces nothing, and goes on", async ({ start, account }) => {
  const visitor = createVisitor((await start()).address);
  const { id, links } = await visitor.ready(await dot("first.png"));
  const [key = ""] = (await account.storedKeys()).filter((one) => one.endsWith(id));
  const record = (changes: object) => ({
    eventSource: "aws:s3",
    eventName: "ObjectCreated:Put",
    s3: { bucket: { name: account.bucket.name }, object: { key } },
    ...changes,
  });
  const nothing = [
    "no JSON",
    "{}",
    JSON.stringify({ Records: [record({ eventName: "ObjectRemoved:Delete" })] }),
    JSON.stringify({ Records: [record({ s3: { bucket: { name: "another" }, object: { key } } })] }),
    JSON.stringify({
      Records: [record({ s3: { bucket: { name: account.bucket.name }, object: { key: "uploads/%ZZ" } } })],
    }),
  ];
  for (const body of nothing) await account.send(body);
  await visitor.ready(await dot("second.png"));
  await expectQueuesEmpty(account);
  expect((await visitor.json(links.self)).status).toBe("ready");
});
