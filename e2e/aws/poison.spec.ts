/** A picture that kills whoever opens it. */
import { readdirSync, statSync } from "node:fs";
import sharp from "sharp";
import { type Picture, photo } from "#e2e/pictures.ts";
import { commandOf, descendantsOf, tellsProcesses } from "#e2e/processes.ts";
import { expectShown, frame } from "#e2e/sheet-page.ts";
import { createVisitor } from "#e2e/visitor.ts";
import { imageMessages as words } from "#messages/picture.ts";
import { expect, expectQueuesEmpty, test } from "./story.ts";

/** Takes a decoder long enough to be seen at it. */
async function slow(name: string): Promise<Picture> {
  const create = { width: 9000, height: 6000, channels: 3, background: "#336699" } as const;
  return { name, mimeType: "image/png", buffer: await sharp({ create }).png({ progressive: true }).toBuffer() };
}

/**
 * The decoders below a process that have a file of this size open. One that is being started has its parent's command,
 * and its open files, until it becomes a decoder.
 */
const readersOf = (parent: number, bytes: number): number[] =>
  descendantsOf(parent).filter(
    (pid) => commandOf(pid).includes("decoder.mjs") && filesOf(pid).some((file) => sizeOf(file) === bytes),
  );

function filesOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).map((fd) => `/proc/${pid}/fd/${fd}`);
  } catch {
    return []; // it ended
  }
}

function sizeOf(file: string): number | null {
  try {
    const { size, mode } = statSync(file);
    return (mode & 0o170000) === 0o100000 ? size : null;
  } catch {
    return null;
  }
}

test("gives a picture up that killed its decoder three times, and none of its neighbours", async ({
  start,
  account,
  page,
  enter,
}) => {
  test.skip(!tellsProcesses, "needs /proc to see who reads the picture");
  const messages = account.announcer.hold(); // one message a picture
  const server = await start();
  const visitor = createVisitor(server.address);
  const poison = await slow("poison.png");
  const neighbours = ["before.jpg", "after.jpg", "last.jpg"];
  const [before, after, last] = await Promise.all(neighbours.map((name) => photo(name)));
  const sent = await visitor.send(before!, poison, after!, last!);
  for (const message of messages) await account.send(message);

  const killed = new Set<number>(); // by number, since who has much memory to give back is seen again on its way out
  await expect
    .poll(
      async () => {
        for (const pid of readersOf(server.worker!.pid!, poison.buffer.length)) {
          if (killed.has(pid)) continue;
          killed.add(pid);
          process.kill(pid, "SIGSEGV"); // as a picture does that overruns its decoder
        }
        return (await visitor.json(sent[1]!.links.self)).status;
      },
      { intervals: [10], timeout: 45_000 },
    )
    .toBe("failed");
  expect(killed.size).toBe(3);
  const said = (text: string) => server.log.filter(({ msg }) => msg === text);
  await expect.poll(() => said("failed").length).toBe(1); // the record says it first
  expect(said("an upload could not be processed").map(({ receives }) => receives)).toEqual([1, 1]);
  expect(said("given up after three receives")).toEqual([]);
  for (const { id, name } of sent) {
    if (name !== poison.name) expect((await visitor.settled(id)).status, name).toBe("ready");
  }
  await expectQueuesEmpty(account);

  await enter(visitor);
  await page.goto(server.address);
  for (const name of neighbours) await expectShown(page, name);
  await expect(frame(page, poison.name)).toContainText("failed three times");
  await frame(page, poison.name).getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: words.failedTitle })).toBeVisible();
});
