import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hookAttribute, hooked, hooks } from "./page-hooks.ts";

/** A selector with a class in it, where an element is looked for by a script; and whatever reads classes. */
const BY_CLASS =
  /(?:querySelector(?:All)?|closest|matches)(?:<\w+>)?\(\s*["'`](?:[^"'`]*[\s>+~,(\])])?[\w-]*\.[a-z]|\.classList\b|getElementsByClassName/;

test("marks an element by the attribute that finds it", () => {
  expect(hooks("soft", "own-keys")).toEqual({ "data-soft": "", "data-own-keys": "" });
  expect(`a${hooked("soft")}`).toBe("a[data-soft]");
  expect(hookAttribute("zoomed")).toBe("data-zoomed");
});

test.each([
  'document.querySelector(".item")',
  'element.closest<HTMLElement>("li.item")',
  "form.querySelectorAll(`form > .item`)",
  'target.matches("input, .item")',
  'root.classList.add("dark")',
])("a script by class is seen: %s", (line) => expect(line).toMatch(BY_CLASS));

test("no script finds anything by the class of a style", () => {
  const files = ["app", "components"].flatMap((folder) => {
    const root = join(import.meta.dirname, "..", folder);
    return readdirSync(root, { recursive: true, encoding: "utf8" }).map((name) => join(root, name));
  });
  const scripts = files.filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."));
  expect(scripts.length).toBeGreaterThan(100);
  expect(scripts.filter((name) => BY_CLASS.test(readFileSync(name, "utf8")))).toEqual([]);
});
