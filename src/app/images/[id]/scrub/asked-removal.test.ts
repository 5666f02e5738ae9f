import { expect, it } from "vitest";
import { REMOVAL_KINDS } from "#picture/privacy/removal.ts";
import { askedRemoval } from "./asked-removal.ts";

it("takes kinds one by one, as a form sends them, and with commas", () => {
  expect(askedRemoval("location")).toEqual(["location"]);
  expect(askedRemoval(["texts", "location"])).toEqual(["location", "texts"]);
  expect(askedRemoval("people, time,people")).toEqual(["people", "time"]);
  expect(askedRemoval(["ids,texts", "time"])).toEqual(["time", "ids", "texts"]);
});

it("takes everything by one word, alone or beside others", () => {
  expect(askedRemoval("all")).toEqual(REMOVAL_KINDS);
  expect(askedRemoval(["location", "all"])).toEqual(REMOVAL_KINDS);
});

it("is empty where nothing is asked for, and null for what is not known", () => {
  expect(askedRemoval(undefined)).toEqual([]);
  expect(askedRemoval([])).toEqual([]);
  expect(askedRemoval("")).toEqual([]);
  expect(askedRemoval("place")).toBeNull();
  expect(askedRemoval(["all", "nothing"])).toBeNull();
});
