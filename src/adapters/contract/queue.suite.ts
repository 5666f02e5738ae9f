import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Delivery, UploadQueue } from "#domain/ports/upload-queue.ts";
import { ulid, WORKSPACE } from "./fixtures.ts";

export interface QueueSetup {
  uploads: UploadQueue;
  deadLetters: UploadQueue;
  /** lets the visibility timeout of all that is hidden pass */
  timeOut(): Promise<void>;
  /** lets the queue's clock go on */
  pass(seconds: number): Promise<void>;
  close(): Promise<void>;
}

const key = (number: number) => `uploads/${WORKSPACE}/${ulid(number)}`;

/** What every upload queue does. */
export function describeUploadQueue(name: string, make: () => Promise<QueueSetup>): void {
  describe(`${name} as an upload queue`, () => {
    let setup: QueueSetup;
    let uploads: UploadQueue;
    let deadLetters: UploadQueue;

    beforeEach(async () => {
      setup = await make();
      ({ uploads, deadLetters } = setup);
    });
    afterEach(() => setup.close());

    const receive = (queue = uploads, max = 10) => queue.receive({ max, waitSeconds: 0 });
    async function receiveOne(queue = uploads): Promise<Delivery> {
      const [delivery, ...others] = await receive(queue);
      expect(others).toEqual([]);
      if (!delivery) throw new Error("nothing was delivered");
      return delivery;
    }

    test("is empty at first", async () => {
      expect(await receive()).toEqual([]);
      expect(await receive(deadLetters)).toEqual([]);
    });

    test("hands a message out once and hides it", async () => {
      await uploads.publish({ key: key(1) });
      expect(await receiveOne()).toMatchObject({ event: { key: key(1) }, receives: 1 });
      expect(await receive()).toEqual([]);
    });

    test("hands out no more than was asked for, and each message to one receiver", async () => {
      for (let number = 1; number <= 5; number++) await uploads.publish({ key: key(number) });
      const batches = await Promise.all([receive(uploads, 2), receive(uploads, 2), receive(uploads, 2)]);
      expect(batches.every((batch) => batch.length <= 2)).toBe(true);
      const keys = batches.flat().map(({ event }) => event.key);
      expect(new Set(keys)).toEqual(new Set([1, 2, 3, 4, 5].map(key)));
      expect(keys).toHaveLength(5);
    });

    test("never hands out again what was acknowledged", async () => {
      await uploads.publish({ key: key(1) });
      await uploads.acknowledge(await receiveOne());
      await setup.timeOut();
      expect(await receive()).toEqual([]);
      expect(await receive(deadLetters)).toEqual([]);
    });

    test("hands a message out again once its time is over, and counts", async () => {
      await uploads.publish({ key: key(1) });
      const first = await receiveOne();
      await setup.timeOut();
      const second = await receiveOne();
      expect(second).toMatchObject({ event: first.event, receives: 2 });
      expect(second.receiptHandle).not.toBe(first.receiptHandle);
    });

    test("hands a released message out at once", async () => {
      await uploads.publish({ key: key(1) });
      await uploads.release(await receiveOne());
      expect(await receiveOne()).toMatchObject({ receives: 2 });
    });

    test("hides a message for longer where its receiver asks for it, and no longer than that", async () => {
      await uploads.publish({ key: key(1) });
      const first = await receiveOne();
      await setup.pass(uploads.visibilitySeconds - 1);
      await uploads.extendVisibility(first);
      await setup.pass(2);
      expect(await receive()).toEqual([]);
      await setup.pass(uploads.visibilitySeconds - 1);
      expect(await receiveOne()).toMatchObject({ receives: 2 });
      await uploads.extendVisibility(first); // of the first receive: the newer one stands
    });

    test("holds a message for dead after three receives, and hands it out as such alone", async () => {
      await uploads.publish({ key: key(1) });
      for (let receives = 1; receives <= 3; receives++) {
        expect(await receive(deadLetters)).toEqual([]);
        expect(await receiveOne()).toMatchObject({ receives });
        await setup.timeOut();
      }
      expect(await receive()).toEqual([]);
      const dead = await receiveOne(deadLetters);
      expect(dead.event).toEqual({ key: key(1) });
      await setup.timeOut();
      expect(await receive()).toEqual([]);
      await deadLetters.acknowledge(await receiveOne(deadLetters));
      await setup.timeOut();
      expect(await receive(deadLetters)).toEqual([]);
    });

    test("does not call a message dead that is at its third receive", async () => {
      await uploads.publish({ key: key(1) });
      await uploads.release(await receiveOne());
      await uploads.release(await receiveOne());
      const third = await receiveOne();
      expect(await receive(deadLetters)).toEqual([]);
      await uploads.acknowledge(third);
      await setup.timeOut();
      expect(await receive(deadLetters)).toEqual([]);
    });

    test("never loses a message that is published while an older one of its key is in work", async () => {
      await uploads.publish({ key: key(1) });
      const older = await receiveOne();
      await uploads.publish({ key: key(1) });
      await uploads.acknowledge(older);
      expect(await receiveOne()).toMatchObject({ event: { key: key(1) }, receives: 1 });
    });

    test("hides a delayed message for so long, and no longer", async () => {
      await uploads.publish({ key: key(1) }, { delaySeconds: 20 });
      expect(await receive()).toEqual([]);
      await setup.pass(19);
      expect(await receive()).toEqual([]);
      await setup.pass(1);
      await uploads.acknowledge(await receiveOne());
    });

    test("takes a message that is put back as if it had not been received", async () => {
      await uploads.publish({ key: key(1) });
      for (let times = 0; times < 5; times++) {
        const delivery = await receiveOne();
        expect(delivery).toMatchObject({ event: { key: key(1) }, receives: 1 });
        await uploads.publish(delivery.event, { delaySeconds: 5 });
        await uploads.acknowledge(delivery);
        expect(await receive()).toEqual([]);
        await setup.pass(5);
      }
    });

    test("gives a retry its own three receives", async () => {
      await uploads.publish({ key: key(1) });
      for (let receives = 1; receives <= 3; receives++) await uploads.release(await receiveOne());
      await uploads.publish({ key: key(1) });
      expect(await receiveOne()).toMatchObject({ receives: 1 });
      expect(await receiveOne(deadLetters)).toMatchObject({ event: { key: key(1) } });
    });

    test("wakes a waiting receiver", async () => {
      const waiting = uploads.receive({ max: 1, waitSeconds: 20 });
      await uploads.publish({ key: key(1) });
      expect(await waiting).toMatchObject([{ event: { key: key(1) } }]);
    });

    test("ends a wait without a message where the caller stops, and takes none later", async () => {
      const stop = new AbortController();
      const waiting = uploads.receive({ max: 1, waitSeconds: 20, signal: stop.signal });
      stop.abort();
      expect(await waiting).toEqual([]);
      await uploads.publish({ key: key(1) });
      expect(await uploads.receive({ max: 1, waitSeconds: 20, signal: stop.signal })).toEqual([]);
      expect(await receiveOne()).toMatchObject({ receives: 1 });
    });
  });
}
