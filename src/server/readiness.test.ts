import { expect, test } from "vitest";
import { createReadiness } from "./readiness.ts";

test("is ready while every check passes, and asks once in a second however many ask", async () => {
  const clock = { ms: 0 };
  let asked = 0;
  let broken = false;
  const store = () => void asked++;
  const worker = async () => {
    if (broken) throw new Error("away");
  };
  const check = createReadiness([store, worker], () => clock.ms);
  await Promise.all([check(), check()]);
  broken = true;
  clock.ms = 999;
  await check();
  expect(asked).toBe(1);
  clock.ms = 1000;
  await expect(check()).rejects.toThrow("away");
  await expect(check()).rejects.toThrow("away");
  broken = false;
  clock.ms = 2000;
  await check();
  expect(asked).toBe(3);
});

test("a check that throws at once is one that fails", async () => {
  const check = createReadiness([
    () => {
      throw new Error("no disk");
    },
  ]);
  await expect(check()).rejects.toThrow("no disk");
});
