import { afterEach, beforeEach, expect, test } from "vitest";
import { type TestServices, testServices, WORKSPACE } from "#compose.fixture.ts";
import { uploadKey } from "#domain/keys.ts";
import { AppError } from "#errors.ts";
import { untilDone } from "./until-done.ts";

const event = { key: uploadKey(WORKSPACE, "01ARZ3NDEKTSV4RRFFQ69G5FAV") };
const NOW = { max: 9, waitSeconds: 0 };
const failure = (code: string) => Object.assign(new Error(code), { code });

let services: TestServices;
beforeEach(() => {
  services = testServices({ decoders: {} as never });
});
afterEach(() => services.close());

const failing = (error: unknown) => () => Promise.reject(error);
/** Handles a message for which there is no time but for one try. */
const handled = (error: unknown, putBackTo = services.uploads) =>
  untilDone(services, failing(error), { event, receives: 2 }, { mayPause: () => false, putBackTo });

test.each([
  ["no descriptors", failure("EMFILE")],
  ["no processes", failure("EAGAIN")],
  ["no memory", new AppError("damaged_image", "Broken.", { cause: failure("ENOMEM") })],
  ["no disk", failure("ENOSPC")],
  ["a table that is away", new AppError("busy", "Later.")],
])(
  "puts a message back, out of sight and without a receive, where there is time for no further try: %s",
  async (_, error) => {
    expect(await handled(error)).toBe(true);
    expect(await services.uploads.receive(NOW)).toEqual([]);
    services.pass(30_000);
    expect(await services.uploads.receive(NOW)).toMatchObject([{ event, receives: 1 }]);
  },
);

test("tries again where there is time, and puts nothing back then", async () => {
  let tries = 0;
  const handle = async () => {
    if (++tries === 1) throw failure("EMFILE");
  };
  const stop = new AbortController();
  const mayPause = () => {
    stop.abort(); // ends the pause
    return true;
  };
  const options = { signal: stop.signal, mayPause, putBackTo: services.uploads };
  expect(await untilDone(services, handle, { event }, options)).toBe(true);
  expect(tries).toBe(2);
  services.pass(60_000);
  expect(await services.uploads.receive(NOW)).toEqual([]);
});

test("leaves it to be received again, and counted, where it failed for another reason", async () => {
  expect(await handled(new AppError("internal", "Odd."))).toBe(false);
  expect(await handled(new Error("odd"))).toBe(false);
  services.pass(60_000);
  expect(await services.uploads.receive(NOW)).toEqual([]);
});

test("leaves it to be received again where it cannot be put back, and says so", async () => {
  const full = { ...services.uploads, publish: failing(failure("ENOSPC")) };
  expect(await handled(failure("EMFILE"), full)).toBe(false);
  expect(services.lines).toEqual([expect.stringContaining("could not be put back")]);
  expect(await untilDone(services, failing(failure("EMFILE")), { event }, { mayPause: () => false })).toBe(false);
});
