import { describe, expect, test } from "vitest";
import { someBytes } from "#adapters/contract/fixtures.ts";
import { answer, contentOf, openBehindProxy, put, throttled } from "./behind-proxy.fixture.ts";
import type { Fault } from "./breaking-proxy.fixture.ts";
import { type S3Server, UPLOAD } from "./s3-server.fixture.ts";

const MIB = 1024 * 1024;
const LARGE = someBytes(11 * MIB); // three parts

/** What becomes of uploads when a part, or the answer to one, gets lost. */
export function describeBrokenUploads(name: string, server: () => S3Server): void {
  describe(`${name} and uploads over a line that breaks`, () => {
    const open = () => openBehindProxy(server());

    test.each([
      ["a part", { on: /^PUT .*partNumber=2/, cutRequestAfter: MIB }],
      ["the answer to a part", { on: /^PUT .*partNumber=2/, cutAnswerAfter: 0 }],
      ["the answer to the last request", { on: /^POST .*uploadId=/, cutAnswerAfter: 0 }],
      ["the answer to the first request", { on: /^POST .*uploads/, cutAnswerAfter: 0 }],
    ] satisfies [string, Fault][])("a large upload is whole after %s broke off", async (_, fault) => {
      const opened = await open();
      opened.proxy.faults.push(fault);
      const stored = await put(opened, LARGE);
      expect(opened.proxy.faults).toEqual([]);
      expect(await opened.store.head(UPLOAD)).toEqual(stored);
      expect(LARGE.equals((await contentOf(opened)) ?? Buffer.alloc(0))).toBe(true);
    });

    test("a small upload is stored once though the answer to it got lost", async () => {
      const opened = await open();
      opened.proxy.faults.push({ on: /^PUT/, cutAnswerAfter: 0 });
      const stored = await put(opened, someBytes(1000));
      expect(opened.proxy.faults).toEqual([]);
      expect(await opened.store.head(UPLOAD)).toEqual(stored);
      expect(await contentOf(opened)).toEqual(someBytes(1000));
    });

    test("nothing stays of a large upload whose part never gets through", async () => {
      const opened = await open();
      const part = { on: /^PUT .*partNumber=2/, ...throttled };
      opened.proxy.faults.push(part, part, part);
      await expect(put(opened, LARGE)).rejects.toMatchObject({ code: "busy" });
      expect(opened.proxy.requests.at(-1)).toMatch(/^DELETE .*uploadId=/);
      expect(await opened.store.head(UPLOAD)).toBeNull();
    });

    test("another's upload is not taken for one's own whose answer was lost", async () => {
      const opened = await open();
      await put(opened, someBytes(10));
      opened.proxy.faults.push({ on: /^HEAD/, answer: answer("404 Not Found", "") });
      const second = put(opened, someBytes(10));
      if (server().conditional) await expect(second).rejects.toMatchObject({ code: "invalid_request" });
      else await second; // this server overwrites
    });
  });
}
