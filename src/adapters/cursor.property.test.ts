import fc from "fast-check";
import { expect, test } from "vitest";
import { makeCursor, readCursor } from "./cursor.ts";

const ulid = fc.stringMatching(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
const refused = expect.objectContaining({ code: "invalid_parameter", parameter: "cursor" });

test("names every image, and only that one", () => {
  fc.assert(
    fc.property(ulid, ulid, (id, other) => {
      expect(readCursor(makeCursor(id))).toBe(id);
      expect(makeCursor(id)).toMatch(/^[\w-]+$/); // goes into an address as it is
      expect(makeCursor(id) === makeCursor(other)).toBe(id === other);
    }),
  );
});

test("is refused in every other spelling", () => {
  const changed = fc.tuple(
    ulid,
    fc.nat(35),
    fc.oneof(fc.string({ maxLength: 2 }), fc.constantFrom("=", " ", "+", "/")),
  );
  fc.assert(
    fc.property(changed, ([id, at, text]) => {
      const cursor = makeCursor(id);
      const other = cursor.slice(0, at) + text + cursor.slice(at + 1);
      try {
        // One letter of base64 for another may name another image; then it is that one's only spelling.
        expect(makeCursor(readCursor(other))).toBe(other);
      } catch (error) {
        expect(error).toEqual(refused);
      }
    }),
  );
});

test("whatever comes is an image's cursor or refused by name", () => {
  const bytes = fc.uint8Array({ maxLength: 40 }).map((some) => Buffer.from(some).toString("base64url"));
  fc.assert(
    fc.property(fc.oneof(fc.string({ maxLength: 60 }), bytes), (text) => {
      let thrown: unknown = null;
      try {
        readCursor(text);
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toMatchObject({ code: "invalid_parameter", parameter: "cursor" });
    }),
  );
});
