import { expect, it } from "vitest";
import { ALL } from "#picture/privacy/removal.ts";
import { removedNames } from "./removal.ts";

it("names what goes as a sentence does", () => {
  expect(removedNames(["location"])).toBe("the place");
  expect(removedNames(["location", "people"])).toBe("the place and people");
  expect(removedNames(["location", "people", "texts"])).toBe("the place, people and texts");
  expect(removedNames(ALL)).toBe("anything beside the picture");
});
