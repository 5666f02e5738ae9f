import { expect, it } from "vitest";
import type { Buildspec } from "./buildspec.ts";
import { shellScript } from "./buildspec-shell.ts";

const spec: Buildspec = {
  phases: {
    install: [{ targets: null, command: "echo install" }],
    pre_build: [{ targets: ["web"], command: "aws ecr login" }],
    build: [
      { targets: ["web"], command: "make 'it'" },
      { targets: ["worker"], command: "zip" },
    ],
  },
  exported: ["DIGEST"],
  artifacts: [],
};

it("runs a target's own commands, ends at the first that fails, and hands on what is exported", () => {
  const script = shellScript(spec, "web", "/tmp/out");
  expect(script).toContain("\necho install || exit $?");
  expect(script).toContain("\nmake 'it' || exit $?");
  expect(script).toContain(`printf '%s=%s\\n' DIGEST "\${DIGEST:-}" >> "/tmp/out"`);
});

it("leaves out another target's commands, and names those that call AWS without running them", () => {
  const script = shellScript(spec, "web", "/tmp/out");
  expect(script).not.toContain("zip");
  expect(script).toContain("echo '   skipped, needs AWS: aws ecr login'");
  expect(script).not.toMatch(/^aws /m);
});
