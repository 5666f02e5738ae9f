/** Reads of buildspec.yml what a local run needs: not YAML at large, but the form that the file keeps. */

export const PHASES = ["install", "pre_build", "build"] as const;
export const TARGETS = ["test", "web", "worker", "templates"] as const;

export type Phase = (typeof PHASES)[number];
export type Target = (typeof TARGETS)[number];

export interface Command {
  /** those that it is for; null for all */
  targets: Target[] | null;
  command: string;
}

export interface Buildspec {
  phases: Record<Phase, Command[]>;
  /** names of variables that it hands on */
  exported: string[];
  /** globs */
  artifacts: string[];
}

const GUARD = /^if \[ "\$TARGET" (!?=) (\w+) \]; then (.*); fi$/s;

/** @throws an Error at a line that it does not know */
export function parseBuildspec(text: string): Buildspec {
  const lists = parseLists(text);
  const commands = (phase: Phase) => (lists[`phases.${phase}.commands`] ?? []).map(guarded);
  return {
    phases: { install: commands("install"), pre_build: commands("pre_build"), build: commands("build") },
    exported: lists["env.exported-variables"] ?? [],
    artifacts: lists["artifacts.files"] ?? [],
  };
}

/** Its lists, each by the path of its keys. */
function parseLists(text: string): Record<string, string[]> {
  const lists: Record<string, string[]> = {};
  const path: string[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const depth = line.search(/\S/) / 2;
    const [, item] = /^\s*- (.*)$/.exec(line) ?? [];
    const [, key] = /^\s*([\w-]+):(?: (\S.*))?$/.exec(line) ?? [];
    if (item !== undefined) {
      const name = path.slice(0, depth).join(".");
      lists[name] = [...(lists[name] ?? []), item];
    } else if (key !== undefined && Number.isInteger(depth)) {
      path.splice(depth, Number.POSITIVE_INFINITY, key);
    } else throw new Error(`buildspec.yml line ${index + 1} is not of the form that is read here: ${line}`);
  }
  return lists;
}

function guarded(text: string): Command {
  const [, sign, name, command] = GUARD.exec(text) ?? [];
  if (name === undefined || command === undefined) return { targets: null, command: text };
  const target = TARGETS.find((each) => each === name);
  if (!target) throw new Error(`buildspec.yml: no such target: ${name}`);
  return { targets: sign === "=" ? [target] : TARGETS.filter((other) => other !== target), command };
}
