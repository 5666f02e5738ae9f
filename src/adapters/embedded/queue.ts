import type { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import type { Delivery, UploadQueue } from "#domain/ports/upload-queue.ts";
import { answering, inTransaction } from "./transaction.ts";

/** How often a waiting receiver looks, in ms. One look is one indexed read. */
const LOOK_EVERY = 100;

export interface SqliteQueue {
  uploads: UploadQueue;
  /** The messages that were handed out `maxReceives` times in vain. They never come back to `uploads`. */
  deadLetters: UploadQueue;
  /** Makes every hidden message visible at once: for the server, when the worker that held them has died. */
  releaseAll(): void;
}

/**
 * The upload queue as rows of the database of `openDatabase`; both processes may receive and publish.
 *
 * A row that was handed out `maxReceives` times and is visible again *is* a dead letter: the two queues look at
 * the same rows, so nothing has to be moved and nothing can get lost on the way.
 *
 * A publish joins a message of its key that nobody has received yet (it will be handed out after this moment
 * anyway) and else makes a new one, so that it is never swallowed by one already being worked on.
 */
export function createSqliteQueue(
  db: DatabaseSync,
  options: { visibilitySeconds: number; maxReceives: number; clock?: () => number },
): SqliteQueue {
  const clock = options.clock ?? Date.now;
  const { maxReceives } = options;
  const insert = db.prepare("INSERT INTO messages (key, visible_at) VALUES (?, ?) ON CONFLICT DO NOTHING");
  // A receive is named by the message and its count, so an older receipt handle matches nothing once there is a newer one.
  const drop = db.prepare("DELETE FROM messages WHERE number = ? AND receives = ?");
  const show = db.prepare("UPDATE messages SET visible_at = ? WHERE number = ? AND receives = ?");
  const showAll = db.prepare("UPDATE messages SET visible_at = :now WHERE visible_at > :now");

  function queue(condition: string): UploadQueue {
    const visible = `FROM messages WHERE visible_at <= :now AND ${condition}`;
    const look = db.prepare(`SELECT 1 ${visible} LIMIT 1`);
    // One statement counts the receive and hides the message: it is counted before anyone can work on it.
    const take = db.prepare(`
      UPDATE messages SET receives = receives + 1, visible_at = :until
      WHERE number IN (SELECT number ${visible} ORDER BY visible_at, number LIMIT :max)
      RETURNING number, key, receives`);

    function receiveNow(max: number): Delivery[] {
      const now = clock();
      if (look.get({ now }) === undefined) return [];
      const until = now + options.visibilitySeconds * 1000;
      return inTransaction(db, () => take.all({ now, until, max })).map((row) => ({
        event: { key: String(row.key) },
        receives: Number(row.receives),
        receiptHandle: `${row.number}:${row.receives}`,
      }));
    }
    const receiveOnce = answering(receiveNow);

    return {
      async receive({ max, waitSeconds, signal }) {
        for (let looks = Math.ceil((waitSeconds * 1000) / LOOK_EVERY); !signal?.aborted; looks--) {
          const deliveries = await receiveOnce(max);
          if (deliveries.length > 0 || looks <= 0) return deliveries;
          await pause(LOOK_EVERY, undefined, { signal }).catch(ignoreAbort);
        }
        return [];
      },
      acknowledge: answering(({ receiptHandle }) => {
        drop.run(...parseReceiptHandle(receiptHandle));
      }),
      release: answering(({ receiptHandle }) => {
        show.run(clock(), ...parseReceiptHandle(receiptHandle));
      }),
      visibilitySeconds: options.visibilitySeconds,
      extendVisibility: answering(({ receiptHandle }) => {
        show.run(clock() + options.visibilitySeconds * 1000, ...parseReceiptHandle(receiptHandle));
      }),
      publish: answering(({ key }) => {
        insert.run(key, clock());
      }),
    };
  }

  return {
    uploads: queue(`receives < ${Number(maxReceives)}`),
    deadLetters: queue(`receives >= ${Number(maxReceives)}`),
    releaseAll() {
      showAll.run({ now: clock() });
    },
  };
}

/** No message has the number 0. */
function parseReceiptHandle(receiptHandle: string): [number: number, receives: number] {
  const [, number, receives] = /^(\d{1,15}):([1-9]\d{0,8})$/.exec(receiptHandle) ?? [];
  return [Number(number ?? 0), Number(receives ?? 0)];
}

function ignoreAbort(error: unknown): void {
  if (!(error instanceof Error && error.name === "AbortError")) throw error;
}
