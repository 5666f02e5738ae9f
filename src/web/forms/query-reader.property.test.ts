import fc from "fast-check";
import { expect, test } from "vitest";
import { queryReader } from "./query-reader.ts";

const name = fc.constantFrom("ids", "limit", "cursor", "inline", "format", "__proto__", "constructor", "limít");
const value = fc.oneof(
  fc.constantFrom("", "0", "1", "7", "60", "501", "a,b"),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const pairs = fc.array(fc.tuple(name, value), { maxLength: 8 });
const reader = (given: [string, string][]) => queryReader(new URLSearchParams(given));
/** A URL carries text in whole characters alone. */
const carried = (given: [string, string][]) => [...new URLSearchParams(given)].filter(([, text]) => text !== "");

test("what is taken and what is left is what came, each once, but for empty values", () => {
  fc.assert(
    fc.property(pairs, fc.uniqueArray(name), (given, names) => {
      const query = reader(given);
      const taken = names.flatMap((one) => query.takeAll(one).map((text): [string, string] => [one, text]));
      const sorted = (some: [string, string][]) => some.map((pair) => JSON.stringify(pair)).sort();
      expect(sorted([...taken, ...query.rest()])).toEqual(sorted(carried(given)));
      for (const one of names) expect(query.takeAll(one)).toEqual([]);
    }),
  );
});

test("one that comes once is given, one that comes twice refused by name, and one that does not is null", () => {
  fc.assert(
    fc.property(pairs, name, (given, one) => {
      const values = carried(given).flatMap(([other, text]) => (other === one ? [text] : []));
      const take = () => reader(given).take(one);
      if (values.length > 1)
        expect(take).toThrow(expect.objectContaining({ code: "invalid_parameter", parameter: one }));
      else expect(take()).toBe(values[0] ?? null);
    }),
  );
});

test("a whole number is one within its bounds, or refused by name", () => {
  fc.assert(
    fc.property(value, fc.nat(100), fc.nat(1000), (text, min, more) => {
      const max = min + more;
      const take = () => reader([["limit", text]]).takeWhole("limit", min, max);
      const [[, given] = []] = carried([["limit", text]]);
      if (given === undefined) expect(take()).toBeNull();
      else if (/^[0-9]{1,9}$/.test(given) && Number(given) >= min && Number(given) <= max)
        expect(take()).toBe(Number(given));
      else expect(take).toThrow(expect.objectContaining({ code: "invalid_parameter", parameter: "limit" }));
    }),
  );
});

test("the end refuses whatever is left, in letters that no page takes for markup", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: "binary", maxLength: 80 }), value), { maxLength: 3 }), (given) => {
      const query = reader(given);
      const isEmpty = query.rest().length === 0;
      try {
        query.end();
        expect(isEmpty).toBe(true);
      } catch (error) {
        expect(error).toMatchObject({ code: "invalid_parameter", parameter: expect.stringMatching(/^[\w.-]{1,40}$/) });
        expect(String(error)).not.toMatch(/[<>"&\p{Cc}]/u);
      }
    }),
  );
});
