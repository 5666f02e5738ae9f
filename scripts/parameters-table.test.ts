import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PARAMETER, PARAMETER_NAMES } from "#picture/recipe-parameters.ts";
import { parametersTable, withParametersTable } from "./parameters-table.ts";

test("docs/api.md has the parameters as the parser takes them (`npm run docs:parameters` writes them)", () => {
  const page = readFileSync("docs/api.md", "utf8");
  expect(page).toBe(withParametersTable(page));
});

test("the table names every parameter, and every value of those with a choice", () => {
  const table = parametersTable();
  for (const name of PARAMETER_NAMES) expect(table).toContain(`\`${name}\``);
  for (const value of Object.values(PARAMETER).flatMap((row) => ("values" in row ? row.values : []))) {
    expect(table).toContain(`\`${value}\``);
  }
});

test("width and height, which share a row, take the same", () => {
  expect({ ...PARAMETER.height, name: "width" }).toEqual(PARAMETER.width);
});

test("a page without the marks is refused", () => {
  expect(() => withParametersTable("| name | values |")).toThrow(/no place/);
});
