import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { fairness } from "./fairness.ts";

const crowd = (visitors: number) => ({ visitors, pictures: 500, seconds: 30 });

it("makes a picture behind five hundred of another's wait for less than a second, and not for five minutes", () => {
  const one = fairness(50, crowd(1));
  expect(one).toMatchObject({ share: 12, waitWithout: 300, ownSeconds: 1250 });
  expect(one.wait).toBeCloseTo((488 * 0.05) / 38);
});

it("leaves functions to others beside four such visitors, and none beside five", () => {
  expect(fairness(50, crowd(4)).wait).toBeLessThan(fairness(50, crowd(4)).waitWithout / 20);
  expect(fairness(50, crowd(5)).wait).toBe(Number.POSITIVE_INFINITY);
});

it("costs nobody anything who has no more than a share", () => {
  expect(fairness(50, { visitors: 1, pictures: 12, seconds: 30 })).toMatchObject({ wait: 0, puttingBackAtFirst: 0 });
});

/** Numbers of a row of the table in docs/scaling.md. */
function row(visitors: number): number[] {
  const text = readFileSync("docs/scaling.md", "utf8");
  const line = text.split("\n").find((each) => each.startsWith(`| ${visitors} x 500 |`)) ?? "";
  return line
    .split("|")
    .slice(2, -1)
    .map((cell) => Number.parseFloat(cell.replaceAll(" ", "")));
}

it.each([1, 3])("docs/scaling.md says of %i such visitors what the model says", (visitors) => {
  const { waitWithout, wait, puttingBackAtFirst, puttingBackLater, ownSeconds } = fairness(50, crowd(visitors));
  const expected = [waitWithout, wait, puttingBackAtFirst, puttingBackLater, ownSeconds];
  const said = row(visitors);
  expect(said).toHaveLength(expected.length);
  for (const [index, value] of said.entries()) expect(value / (expected[index] ?? Number.NaN)).toBeCloseTo(1, 1);
});
