// @module-tag slow
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const LISTENERS = 'process.on("uncaughtException", () => {}); process.on("unhandledRejection", () => {});'; // as Next's are

/** Runs a program that has set this up, with listeners of Next's kind before and after it. */
function run(work: string) {
  const load = `const load = (name) => import(new URL(name, ${JSON.stringify(import.meta.url)}));`;
  const code = `${load}
    ${LISTENERS}
    const { createLog } = await load("./log.ts");
    const { endOnException } = await load("./end-on-exception.ts");
    endOnException(createLog("info", "server"));
    ${LISTENERS}
    ${work}
    setTimeout(() => process.exit(0), 50);`;
  const { status, stdout } = spawnSync(process.execPath, ["--input-type=module", "--eval", code], { encoding: "utf8" });
  return { status, lines: stdout.split("\n").filter((line) => line !== "") };
}

test("what nobody caught ends the process with 1, after a line that tells its causes and no stack", () => {
  const work = 'setImmediate(() => { throw new Error("not this", { cause: new Error("spawn ENOMEM") }); });';
  const { status, lines } = run(work);
  expect(status).toBe(1);
  expect(lines).toHaveLength(1);
  const { level, process: name, cause } = JSON.parse(lines[0]!);
  expect({ level, name, cause }).toEqual({
    level: "fatal",
    name: "server",
    cause: "Error: not this < Error: spawn ENOMEM",
  });
});

test("a promise that nobody waits for does not: Next makes such on purpose", () => {
  expect(run('Promise.reject(new Error("late"));').status).toBe(0);
});
