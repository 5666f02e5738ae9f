import type { DatabaseSync } from "node:sqlite";
import { setTimeout as pause } from "node:timers/promises";
import type { Delivery, UploadQueue } from "#domain/ports/upload-queue.ts";
import { answering, inTransaction } from "./transaction.ts";
import { publishing, takingDeadLetters, takingTurns } from "./turns.ts";

/** How often a waiting receiver looks, in ms. One look is one indexed read. */
const LOOK_EVERY = 100;
/** A message whose receiver died so often is taken for the cause: from then on each receive counts. */
const MAX_DEATHS = 10;

export interface SqliteQueue {
  uploads: UploadQueue;
  /** The messages that were handed out `maxReceives` times in vain. They never come back to `uploads`. */
  deadLetters: UploadQueue;
  /**
   * For the server, when the worker that held messages has died: makes them visible at once, as if they had not been
   * received. A worker opens no picture itself, so what it had in work is not to blame.
   */
  releaseAll(): void;
}

interface QueueOptions {
  visibilitySeconds: number;
  maxReceives: number;
  /** ms since 1970; it may be set back */
  clock?: () => number;
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
export function createSqliteQueue(db: DatabaseSync, options: QueueOptions): SqliteQueue {
  const { maxReceives, visibilitySeconds, clock = Date.now } = options;
  const hiddenUntil = (now: number, seconds = visibilitySeconds) => now + Math.min(seconds, visibilitySeconds) * 1000;
  const insert = db.prepare(publishing);
  // A receive is named by the message and its count, so an older receipt handle matches nothing once there is a newer one.
  const drop = db.prepare("DELETE FROM messages WHERE number = ? AND receives = ?");
  const show = db.prepare("UPDATE messages SET visible_at = ? WHERE number = ? AND receives = ?");
  // Of one key, one message may wait for its first receive: the others are one too many.
  const showAll = db.prepare(`
    UPDATE OR REPLACE messages SET
      receives = receives - (receives > 0 AND deaths < ${MAX_DEATHS}), deaths = deaths + (receives > 0), visible_at = 0
    WHERE visible_at > 0`);

  function queue(next: string, nextIdle: string): UploadQueue {
    const choose = { any: db.prepare(next), idle: db.prepare(nextIdle) };
    // One statement counts the receive and hides the message: it is counted before anyone can work on it.
    const take = db.prepare(`
      UPDATE messages SET receives = receives + 1, visible_at = ? WHERE number = ? RETURNING number, key, receives`);

    function receiveNow(max: number, onlyIdle: boolean): Delivery[] {
      const times = { now: clock(), until: hiddenUntil(clock()) };
      const choice = onlyIdle ? choose.idle : choose.any;
      if (choice.get(times) === undefined) return []; // most looks end here, and lock nothing
      return inTransaction(db, () => {
        const deliveries: Delivery[] = [];
        while (deliveries.length < max) {
          const chosen = choice.get(times);
          const row = chosen && take.get(times.until, Number(chosen.number));
          if (!row) break;
          const receiptHandle = `${row.number}:${row.receives}`;
          deliveries.push({ event: { key: String(row.key) }, receives: Number(row.receives), receiptHandle });
        }
        return deliveries;
      });
    }
    const receiveOnce = answering(receiveNow);

    return {
      async receive({ max, waitSeconds, signal, onlyIdle = false }) {
        for (let looks = Math.ceil((waitSeconds * 1000) / LOOK_EVERY); !signal?.aborted; looks--) {
          const deliveries = await receiveOnce(max, onlyIdle);
          if (deliveries.length > 0 || looks <= 0) return deliveries;
          await pause(LOOK_EVERY, undefined, { signal }).catch(ignoreAbort);
        }
        return [];
      },
      takesTurns: true,
      acknowledge: answering(({ receiptHandle }) => {
        drop.run(...parseReceiptHandle(receiptHandle));
      }),
      release: answering(({ receiptHandle }) => {
        show.run(0, ...parseReceiptHandle(receiptHandle));
      }),
      visibilitySeconds,
      extendVisibility: answering(({ receiptHandle }) => {
        show.run(hiddenUntil(clock()), ...parseReceiptHandle(receiptHandle));
      }),
      publish: answering(({ key }, delayed) => {
        insert.run({ key, at: delayed ? hiddenUntil(clock(), delayed.delaySeconds) : 0 });
      }),
    };
  }

  const { any, idle } = takingTurns(maxReceives);
  const dead = takingDeadLetters(maxReceives);
  return {
    uploads: queue(any, idle),
    deadLetters: queue(dead, dead),
    releaseAll() {
      showAll.run();
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
