import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { openDatabase } from "#adapters/embedded/database.ts";
import { createSqliteQueue } from "#adapters/embedded/queue.ts";
import { temporaryDirectory } from "#adapters/embedded/temporary-directory.fixture.ts";
import type { UploadQueue } from "#domain/ports/upload-queue.ts";
import { heldDelivery } from "./held-delivery.ts";

const VISIBILITY = 60;
const NOW = { max: 1, waitSeconds: 0 };

/** A queue with one message, whose clock the test moves. */
async function open() {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
  const db = openDatabase(join(temporaryDirectory(), "queue.sqlite"));
  onTestFinished(() => {
    db.close();
    vi.useRealTimers();
  });
  const { uploads } = createSqliteQueue(db, { visibilitySeconds: VISIBILITY, maxReceives: 3 });
  await uploads.publish({ key: "uploads/a" });
  const [delivery] = await uploads.receive(NOW);
  if (!delivery) throw new Error("nothing was delivered");
  return { uploads, delivery };
}

const lines: string[] = [];
const line = (_fields: object, message: string) => void lines.push(message);
const log = { info: line, warn: line, error: line };
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

test("a message stays hidden for as long as it is held, and for its time afterwards", async () => {
  const { uploads, delivery } = await open();
  const letGo = heldDelivery(uploads, delivery, log);
  await pass(VISIBILITY * 10);
  expect(await uploads.receive(NOW)).toEqual([]);
  letGo();
  await pass(VISIBILITY);
  expect(await uploads.receive(NOW)).toMatchObject([{ receives: 2 }]);
});

test("a request for more time may fail two times in a row, and is a warning", async () => {
  const { uploads, delivery } = await open();
  let failures = 2;
  const shaky: UploadQueue = {
    ...uploads,
    extendVisibility: async (held) => {
      if (failures-- > 0) throw new Error("away");
      return uploads.extendVisibility(held);
    },
  };
  onTestFinished(heldDelivery(shaky, delivery, log));
  await pass(VISIBILITY / 2);
  expect(lines).toHaveLength(2);
  await pass(VISIBILITY / 2);
  expect(await uploads.receive(NOW)).toEqual([]);
});
