import fc from "fast-check";
import { expect, test } from "vitest";
import { parseS3Event, toS3Event } from "./s3-event.ts";

const BUCKET = "proofsheet";
const record = (key: unknown, changes: object = {}) => ({
  eventVersion: "2.1",
  eventSource: "aws:s3",
  eventName: "ObjectCreated:Post",
  s3: { bucket: { name: BUCKET }, object: { key, size: 1024, eTag: "abc", sequencer: "0055AED6DCD90281E5" } },
  ...changes,
});
const parse = (...records: unknown[]) => parseS3Event(JSON.stringify({ Records: records }), BUCKET);

test("reads the keys of all objects, decoded as S3 writes them", () => {
  expect(parse(record("uploads/a/b"), record("uploads/a+b/%C3%BC%2B"))).toEqual(["uploads/a/b", "uploads/a b/ü+"]);
  for (const eventName of ["ObjectCreated:Put", "ObjectCreated:CompleteMultipartUpload", "ObjectCreated:Copy"]) {
    expect(parse(record("uploads/x", { eventName }))).toEqual(["uploads/x"]);
  }
});

test("leaves out what is not the announcement of an upload to this bucket", () => {
  const bucket = { s3: { bucket: { name: "another" }, object: { key: "uploads/x" } } };
  expect(
    parse(
      record("derived/x"),
      record("/uploads/x"),
      record("uploads/%E0%A4%A"),
      record(7),
      record("uploads/x", { eventName: "ObjectRemoved:Delete" }),
      record("uploads/x", { eventSource: "aws:sns" }),
      record("uploads/x", bucket),
      null,
      "uploads/x",
      {},
      record("uploads/y"),
    ),
  ).toEqual(["uploads/y"]);
});

test("knows the test event that S3 sends first", () => {
  const body = { Service: "Amazon S3", Event: "s3:TestEvent", Time: "2026-11-23T12:00:00.000Z", Bucket: BUCKET };
  expect(parseS3Event(JSON.stringify(body), BUCKET)).toEqual([]);
});

test.each(["", "{", "null", "7", "[]", "{}", '"uploads/x"', '{"Records":{}}'])("is not misled by %j", (body) => {
  expect(parseS3Event(body, BUCKET)).toBeNull();
});

test("reads back every key that it writes", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      const key = `uploads/${name}`;
      expect(parseS3Event(toS3Event(key, BUCKET), BUCKET)).toEqual([key]);
    }),
  );
});

test("never throws, whatever comes", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
      expect(parseS3Event(body, BUCKET) ?? []).toBeInstanceOf(Array);
    }),
  );
});
