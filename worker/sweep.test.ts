// @module-tag slow
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { picture, upload, WORKSPACE } from "#compose.fixture.ts";
import { startAws, type TestAws } from "#compose-aws.fixture.ts";
import { uploadKey } from "#domain/keys.ts";
import { invocation } from "./lambda/event-source.fixture.ts";

const DAY = 24 * 3_600_000;
let aws: TestAws;
let open: Awaited<ReturnType<TestAws["services"]>>;
beforeAll(async () => {
  aws = await startAws();
  open = await aws.services();
});
afterAll(async () => {
  open.close();
  await aws.close();
});

/** The function as a new process has it. */
async function start() {
  vi.resetModules();
  return (await import("./sweep.ts")).handler;
}

/** Lets the test move the clock (`vi.setSystemTime`), and not the timers. */
function holdClock(): void {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
}

test("deletes what is past its time to the second: the bytes first, the record a minute later", async () => {
  holdClock();
  const sweep = await start();
  const { id, expiresAt } = await upload(open.services, await picture());
  const there = async () => [
    (await open.services.store.head(uploadKey(WORKSPACE, id))) !== null,
    (await open.services.catalog.get(WORKSPACE, id)) !== null,
  ];
  vi.setSystemTime(expiresAt - 1);
  expect(await sweep({}, invocation())).toEqual({ swept: 0 });
  expect(await there()).toEqual([true, true]);
  vi.setSystemTime(expiresAt);
  expect(await sweep({}, invocation())).toEqual({ swept: 0 });
  expect(await there()).toEqual([false, true]);
  vi.setSystemTime(expiresAt + 60_000);
  expect(await sweep({}, invocation())).toEqual({ swept: 1 });
  expect(await there()).toEqual([false, false]);
});

test("begins no look where the invocation has no time left, and the next one goes on", async () => {
  holdClock();
  const sweep = await start();
  for (let number = 0; number < 3; number++) await upload(open.services, await picture());
  vi.setSystemTime(Date.now() + DAY + 120_000);
  expect(await sweep({}, invocation(9_000))).toEqual({ swept: 0 });
  expect(await sweep({}, invocation())).toEqual({ swept: 3 });
});

test("names each setting that is missing, and is well once they are there", async () => {
  const sweep = await start();
  const lines: { msg: string; cause: string; level: string }[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const errors = vi
    .spyOn(process.stderr, "write")
    .mockImplementation((text) => lines.push(JSON.parse(String(text))) > 0);
  onTestFinished(() => {
    spy.mockRestore();
    errors.mockRestore();
  });
  const { BUCKET, TABLE } = process.env;
  Object.assign(process.env, { BUCKET: "", TABLE: "" });
  await expect(sweep({}, invocation())).rejects.toThrow("BUCKET: not set");
  expect(lines.map(({ level, msg, cause }) => [level, msg, cause.split(":")[0]])).toEqual([
    ["error", "the function failed", "BUCKET"],
    ["error", "the function failed", "TABLE"],
  ]);
  Object.assign(process.env, { BUCKET, TABLE });
  expect(await sweep({}, invocation())).toEqual({ swept: 0 });
});
