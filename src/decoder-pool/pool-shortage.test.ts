// @module-tag slow
import { execFile } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { temporaryDirectory } from "#adapters/embedded/temporary-directory.fixture.ts";
import { isShortage } from "#errors.ts";
import { isCrash } from "./decoder-crash.ts";
import { closePools, jobThat, openPool, rejectionOf } from "./pool.fixture.ts";

afterEach(closePools);

const DECODER = fileURLToPath(new URL("./misbehaving-decoder.fixture.ts", import.meta.url));
const WITHOUT_DESCRIPTORS = fileURLToPath(new URL("./out-of-descriptors.fixture.ts", import.meta.url));

/** A decoder's program that does not start while `shut()`; `open()` lets it. */
function shutProgram() {
  const directory = temporaryDirectory();
  const [entry, flag] = [join(directory, "decoder.mjs"), join(directory, "shut")];
  writeFileSync(
    entry,
    `import { existsSync } from "node:fs";
     if (existsSync(${JSON.stringify(flag)})) process.exit(1);
     await import(${JSON.stringify(DECODER)});`,
  );
  return { entry, shut: () => writeFileSync(flag, ""), open: () => rmSync(flag) };
}

describe("a machine that has too little", () => {
  it("answers busy while no child can be forked, in time, and converts again when it has enough", async () => {
    const command = `ulimit -n 100 && exec "${process.execPath}" "${WITHOUT_DESCRIPTORS}"`;
    const { stdout } = await promisify(execFile)("/bin/sh", ["-c", command], { cwd: process.cwd() });
    expect(JSON.parse(stdout)).toEqual({
      refused: "busy",
      patient: "busy",
      why: expect.stringContaining("EMFILE"),
      after: null,
      failure: null,
    });
  });

  it("answers busy while its children end before they are up, and says why until they do", async () => {
    const { entry, shut, open } = shutProgram();
    shut();
    const pool = openPool({ entry, timeoutMs: 1_000 });
    const error = await rejectionOf(pool.run(jobThat("fine")));
    expect(error).toMatchObject({ code: "busy", retryAfter: expect.any(Number) });
    expect(isShortage(error)).toBe(true);
    expect(pool.failure()).toMatchObject({ code: "busy" });
    open();
    await vi.waitFor(() => expect(pool.failure()).toBeNull(), 10_000); // by itself: nobody asks
    expect((await pool.run(jobThat("fine"))).bytes).toBeGreaterThan(0);
  });

  it("blames no picture for a child that somebody else killed, however often", async () => {
    const pool = openPool();
    const error = await rejectionOf(pool.run(jobThat("killed")));
    expect(error).toMatchObject({ code: "busy", retryAfter: expect.any(Number) });
    expect([isShortage(error), isCrash(error)]).toEqual([true, false]);
    expect((await pool.run(jobThat("fine"))).bytes).toBeGreaterThan(0);
  });

  it("blames no picture for a crash after which no other child comes up", async () => {
    const { entry, shut } = shutProgram();
    const pool = openPool({ entry });
    await pool.run(jobThat("fine"));
    shut();
    expect(await rejectionOf(pool.run(jobThat("crash")))).toMatchObject({ code: "busy" });
  });
});
