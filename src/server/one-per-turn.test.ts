import { expect, test } from "vitest";
import { onePerTurn } from "./one-per-turn.ts";

test("goes on in the order of asking, one in a turn, so that what else came has its turn between them", async () => {
  const turn = onePerTurn();
  const seen: string[] = [];
  let turns = 0;
  const count = () => {
    turns++;
    counting = setImmediate(count);
  };
  let counting = setImmediate(count);
  await Promise.all(["a", "b", "c"].map((name) => turn().then(() => seen.push(`${name}${turns}`))));
  clearImmediate(counting);
  expect(seen.map((name) => name[0])).toEqual(["a", "b", "c"]);
  expect(new Set(seen.map((name) => name.slice(1))).size).toBe(3);
  await turn(); // and once more, when nobody waits
});
