import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { DatabaseSync } from "node:sqlite";
import { expect, it, test } from "vitest";
import { AppError, causeChain, isShortage, toAppError } from "./errors.ts";

const failure = (code: string, cause?: unknown) => Object.assign(new Error(`${code}: it failed`, { cause }), { code });

test.each(["EAGAIN", "EMFILE", "ENFILE", "ENOBUFS", "ENOMEM"])(
  "%s is a shortage of ours: busy, with a time to come back",
  (code) => {
    const error = toAppError(failure(code));
    expect(error).toMatchObject({ code: "busy", retryAfter: expect.any(Number), cause: { code } });
    expect(isShortage(error)).toBe(true);
  },
);

test.each(["ENOSPC", "EDQUOT"])("%s is a disk without room", (code) => {
  expect(toAppError(failure(code))).toMatchObject({ code: "storage_full", cause: { code } });
});

test("a shortage is seen wherever it is in the chain of causes, and nothing else is one", () => {
  expect(isShortage(failure("ERR_STREAM", failure("EMFILE")))).toBe(true);
  expect(isShortage(new AppError("damaged_image", "Broken.", { cause: failure("ENOMEM") }))).toBe(true);
  expect(isShortage(new AppError("storage_full", "No room."))).toBe(true);
  const circle = new Error("it bites its tail");
  circle.cause = circle;
  for (const error of [failure("ENOENT"), new AppError("damaged_image", "Broken."), circle, null, "EMFILE"]) {
    expect(isShortage(error)).toBe(false);
    expect(toAppError(error).code).not.toBe("busy");
  }
});

const thrownBy = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
};
const busy = (cause: unknown) => new AppError("busy", "The store does not answer: ask Ada.", { cause });

it("tells the whole chain of causes, to the address and port that nobody answers at", async () => {
  const refused = await thrownBy(() => fetch("http://127.0.0.1:1/uploads/secret.jpg"));
  expect(causeChain(busy(refused))).toMatch(/^AppError busy < TypeError: fetch failed < /);
  const reset = await thrownBy(
    () => new Promise((_, failed) => connect({ host: "127.0.0.1", port: 9 }).once("error", failed)),
  );
  expect(causeChain(busy(new Error("no answer", { cause: reset })))).toBe(
    "AppError busy < Error: no answer < Error ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:9",
  );
});

it("tells one of several attempts, where all of them failed", () => {
  const attempts = ["::1", "127.0.0.1"].map((host) => new Error(`connect ECONNREFUSED ${host}:9000`));
  const all = Object.assign(new AggregateError(attempts, ""), { code: "ECONNREFUSED" });
  expect(causeChain(all)).toBe("AggregateError ECONNREFUSED < Error: connect ECONNREFUSED 127.0.0.1:9000");
});

it("tells what a service calls its failures", () => {
  const fault = Object.assign(new Error("Please reduce your request rate."), { name: "SlowDown" });
  expect(causeChain(fault)).toBe("SlowDown: Please reduce your request rate.");
});

it("names no file, place or text of a visitor", async () => {
  const database = new DatabaseSync(":memory:");
  const failures = [
    await thrownBy(() => readFile("/nowhere/Ada Example's holiday.jpg")),
    await thrownBy(() => JSON.parse('{"city": "Ada said \\"Göteborg\\" once')),
    await thrownBy(() => JSON.parse("Ada Example")),
    await thrownBy(() => database.prepare("select 'Ada Example' from nothing")),
    await thrownBy(() => Buffer.alloc(1, "Ada", "Ada Example" as BufferEncoding).toString()),
    new AppError("damaged_image", "Ada Example.jpg is damaged."),
    new Error("Input file is missing: /tmp/Ada/Example.jpg"),
    new Error("cannot read '/home/ada/it's Ada Example.jpg'"),
    new Error("unexpected element “Ada Example"),
    new Error("not an object key: uploads/0123456789abcdef0123456789abcdef/01ARZ3NDEKTSV4RRFFQ69G5FAV"),
    new Error("Premature end of the caption of Ada Example. Save it anew."),
    new Error("GPSLatitude 57.70887 is out of range, Göteborg Ö"),
    'Error: "Ada Example" of a decoder',
  ];
  const told = failures.map((failure) => causeChain(busy(failure)));
  expect(told.join("\n")).not.toMatch(/Ada|Example|holiday|0123456789|57\.7|G.teborg/i);
  expect(told[0]).toBe("AppError busy < Error ENOENT: open");
  for (const line of told) expect(line).toMatch(/^AppError busy < \w/);
});

it("ends, whatever refers to whatever", () => {
  const one = new Error("one");
  one.cause = new Error("two", { cause: one });
  expect(causeChain(one).split(" < ")).toHaveLength(8);
  expect([undefined, null, 7, {}].map(causeChain)).toEqual(["", "", "number", "Error"]);
});
