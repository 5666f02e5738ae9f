import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { bytesOf, someBytes, WORKSPACE } from "#adapters/contract/fixtures.ts";
import {
  answer,
  type BehindProxy,
  contentOf,
  failing,
  openBehindProxy,
  put,
  putFile,
  throttled,
} from "./behind-proxy.fixture.ts";
import type { Fault } from "./breaking-proxy.fixture.ts";
import type { S3Settings } from "./s3-client.ts";
import { type S3Server, UPLOAD } from "./s3-server.fixture.ts";

const MIB = 1024 * 1024;

/** What becomes of objects when the way to the store breaks. */
export function describeFaults(name: string, server: () => S3Server): void {
  describe(`${name} behind a line that breaks`, () => {
    const open = (timeLimits?: S3Settings["timeLimits"]) => openBehindProxy(server(), timeLimits);

    /** What each call does with an object of 1000 bytes that is there before, under both keys. */
    const CALLS: [string, (opened: BehindProxy) => Promise<unknown>, unknown][] = [
      ["put", (opened) => put(opened, someBytes(9), `${UPLOAD}9`).then(({ bytes }) => bytes), 9],
      ["putFile", (opened) => putFile(opened, someBytes(9)).then(({ bytes }) => bytes), 9],
      ["read", (opened) => contentOf(opened), someBytes(1000)],
      ["head", ({ store }) => store.head(UPLOAD).then((object) => object?.bytes), 1000],
      ["remove of one", ({ store }) => store.remove(UPLOAD), 1],
      ["remove of many", ({ store }) => store.remove(`derived/${WORKSPACE}/`), 1],
      ["localFile", ({ store }) => store.localFile(UPLOAD).then((file) => file !== null), true],
      ["check", ({ store }) => store.check(), undefined],
    ];

    async function openFilled() {
      const opened = await open();
      await put(opened, someBytes(1000));
      await putFile(opened, someBytes(1000));
      return opened;
    }

    test.each(CALLS)("%s gets through after two connections that are cut", async (_, call, result) => {
      const opened = await openFilled();
      opened.proxy.faults.push({ cutRequestAfter: 0 }, { cutRequestAfter: 40 });
      expect(await call(opened)).toEqual(result);
      expect(opened.proxy.faults).toEqual([]);
    });

    test.each(CALLS)("%s gets through after two answers that are lost", async (_, call, result) => {
      const opened = await openFilled();
      opened.proxy.faults.push({ cutAnswerAfter: 0 }, { cutAnswerAfter: 12 });
      expect(await call(opened)).toEqual(result);
      expect(opened.proxy.faults).toEqual([]);
    });

    test("a store that throttles, and then fails, is asked again", async () => {
      const opened = await openFilled();
      opened.proxy.faults.push(throttled, failing);
      expect(await contentOf(opened)).toEqual(someBytes(1000));
    });

    test("a store that keeps throttling is `busy`, and says when to come back", async () => {
      const opened = await openFilled();
      opened.proxy.faults.push(throttled, throttled, throttled);
      await expect(contentOf(opened)).rejects.toMatchObject({ code: "busy", retryAfter: 5, cause: expect.anything() });
    });

    test.each(CALLS)("%s says `busy` of a store that is away", async (_, call) => {
      const opened = await openFilled();
      await opened.proxy.goAway();
      await expect(call(opened)).rejects.toMatchObject({ code: "busy" });
    });

    test("a store that says nothing is `busy` after three tries", async () => {
      const opened = await open({ requestTimeout: 300 });
      opened.proxy.faults.push(...Array<Fault>(9).fill({ silentAfter: 0 }));
      const from = performance.now();
      await expect(opened.store.head(UPLOAD)).rejects.toMatchObject({ code: "busy" });
      expect(performance.now() - from).toBeLessThan(3000);
      expect(opened.proxy.faults).toHaveLength(6);
    });

    test("a store that keeps failing is `busy`", async () => {
      const opened = await openFilled();
      opened.proxy.faults.push(failing, failing, failing);
      await expect(opened.store.head(UPLOAD)).rejects.toMatchObject({ code: "busy" });
    });

    test("a check of a store that says nothing takes two seconds", async () => {
      const opened = await open();
      opened.proxy.faults.push({ silentAfter: 0 });
      const from = performance.now();
      await expect(opened.store.check()).rejects.toMatchObject({ code: "busy" });
      expect(performance.now() - from).toBeLessThan(4000);
    });

    test("what is refused stays refused, and is our fault", async () => {
      const denied = `<?xml version="1.0"?><Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>`;
      const opened = await open();
      opened.proxy.faults.push({ answer: answer("403 Forbidden", denied) }, throttled);
      await expect(opened.store.read(UPLOAD)).rejects.toMatchObject({ code: "internal" });
      expect(opened.proxy.faults).toHaveLength(1);
    });

    test("a body that breaks off is an error and not a short object", async () => {
      const opened = await open();
      await put(opened, someBytes(2 * MIB));
      opened.proxy.faults.push({ cutAnswerAfter: MIB }, { cutAnswerAfter: MIB });
      await expect(contentOf(opened)).rejects.toThrow(/aborted|ECONNRESET/);
      const part = await opened.store.read(UPLOAD, { start: 5, end: 2 * MIB - 5 });
      await expect(part && bytesOf(part.body)).rejects.toThrow(/aborted|ECONNRESET/);
    });

    test("a body that breaks off before anyone reads it tells whoever does, and ends nothing else", async () => {
      const opened = await open();
      await put(opened, someBytes(2 * MIB));
      opened.proxy.faults.push({ cutAnswerAfter: 2000 });
      const object = await opened.store.read(UPLOAD);
      if (!object) throw new Error("nothing there");
      await new Promise((resolve) => object.body.once("close", resolve));
      await expect(bytesOf(object.body)).rejects.toThrow(/aborted|ECONNRESET/);
    });

    test("a body that stands still is an error in the end", async () => {
      const opened = await open({ socketTimeout: 300 });
      await put(opened, someBytes(2 * MIB));
      opened.proxy.faults.push({ silentAfter: MIB });
      await expect(contentOf(opened)).rejects.toThrow(/300 ms of inactivity/);
    });

    test("a local file is whole after its download broke off twice", async () => {
      const opened = await open();
      await put(opened, someBytes(2 * MIB));
      opened.proxy.faults.push({ cutAnswerAfter: MIB }, { cutAnswerAfter: 2 * MIB });
      const file = await opened.store.localFile(UPLOAD);
      expect(readdirSync(opened.scratch)).toHaveLength(1);
      await file?.release();
      expect(readdirSync(opened.scratch)).toEqual([]);
      expect(opened.proxy.faults).toEqual([]);
    });

    test("there is no local file of a download that keeps breaking off", async () => {
      const opened = await open();
      await put(opened, someBytes(2 * MIB));
      opened.proxy.faults.push(...Array<Fault>(3).fill({ cutAnswerAfter: MIB }));
      await expect(opened.store.localFile(UPLOAD)).rejects.toMatchObject({ code: "busy" });
      expect(readdirSync(opened.scratch)).toEqual([]);
    });

    test("there is no local file of a download that stands still", async () => {
      const opened = await open({ socketTimeout: 200 });
      await put(opened, someBytes(2 * MIB));
      opened.proxy.faults.push(...Array<Fault>(3).fill({ silentAfter: MIB }));
      await expect(opened.store.localFile(UPLOAD)).rejects.toMatchObject({ code: "busy" });
      expect(readdirSync(opened.scratch)).toEqual([]);
    });

    test("a file that could not be stored is still there", async () => {
      const opened = await open();
      await opened.proxy.goAway();
      await expect(putFile(opened, someBytes(10))).rejects.toMatchObject({ code: "busy" });
      expect(readdirSync(opened.scratch)).toEqual(["made"]);
    });
  });
}
