/** Reads of buildspec.yml what a local run needs: not YAML at large, but the form that the file keeps. */
export const PHASES = ["install", "pre_build", "build"];

const GUARD = /^if \[ "\$TARGET" (!?=) (\w+) \]; then (.*); fi$/s;
const TARGETS = ["test", "web", "worker", "templates"];

/**
 * `{phases: {install: [{target, command}], …}, exported: [name], artifacts: [glob]}`; `target`: those that the command is for,
 * or null for all. Throws at a line that it does not know.
 */
export function parseBuildspec(text) {
  const lists = {};
  const path = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const depth = line.search(/\S/) / 2;
    const item = /^\s*- (.*)$/.exec(line);
    const key = /^\s*([\w-]+):(?: (\S.*))?$/.exec(line);
    if (item) {
      const name = path.slice(0, depth).join(".");
      lists[name] = [...(lists[name] ?? []), item[1]];
    } else if (key && Number.isInteger(depth)) {
      path.splice(depth, Number.POSITIVE_INFINITY, key[1]);
    } else throw new Error(`buildspec.yml line ${index + 1} is not of the form that is read here: ${line}`);
  }
  const phases = Object.fromEntries(
    PHASES.map((phase) => [phase, (lists[`phases.${phase}.commands`] ?? []).map(guarded)]),
  );
  return { phases, exported: lists["env.exported-variables"] ?? [], artifacts: lists["artifacts.files"] ?? [] };
}

function guarded(command) {
  const [, sign, target, inner] = GUARD.exec(command) ?? [];
  if (!target) return { target: null, command };
  if (!TARGETS.includes(target)) throw new Error(`buildspec.yml: no such target: ${target}`);
  return { target: sign === "=" ? [target] : TARGETS.filter((other) => other !== target), command: inner };
}
