import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { curlLine } from "./curl-line.ts";

it("says the address to a shell as it is, whatever is in it", () => {
  for (const url of ["http://a.test/x?a=1&b=2", "http://a'$(touch x)`id`\".test/%23\\!*;|"]) {
    const shown = execFileSync("sh", ["-c", `set -- ${curlLine(url)}; printf %s "$3"`], { encoding: "utf8" });
    expect(shown).toBe(url);
  }
});
