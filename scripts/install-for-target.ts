import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./build/root.ts";
import { runCommand } from "./build/run-command.ts";

/** An entry of package-lock.json, version 3. */
interface Locked {
  version: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
type Packages = Record<string, Locked | undefined>;

/**
 * Installs a package of our lock, with all that it needs, into `folder`, as on a Linux machine (glibc) of another processor:
 * the versions and checksums of the lock, no install script, no links to commands.
 *
 * @throws an Error where npm does not end well
 */
export function installForTarget(name: string, { folder, cpu }: { folder: string; cpu: string }): void {
  const { packages, lockfileVersion } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const needed = [...closure(name, packages)].sort();
  const dependencies = { [name]: packages[`node_modules/${name}`].version };
  const project = { name: "target", version: "0.0.0", dependencies };
  const locked = Object.fromEntries(needed.map((each) => [`node_modules/${each}`, packages[`node_modules/${each}`]]));
  const lock = { ...project, lockfileVersion, requires: true, packages: { "": project, ...locked } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(project));
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify(lock));
  const target = ["--os=linux", `--cpu=${cpu}`, "--libc=glibc"];
  const quiet = ["--ignore-scripts", "--no-bin-links", "--no-audit", "--no-fund", "--loglevel=error"];
  runCommand("npm", ["ci", ...target, ...quiet], { cwd: folder });
  for (const left of ["package-lock.json", "node_modules/.package-lock.json"]) rmSync(join(folder, left));
}

/** The names of a package and of all that it may need, optional parts for every system included: npm chooses. */
function closure(name: string, packages: Packages, found = new Set<string>()): Set<string> {
  const entry = packages[`node_modules/${name}`];
  if (!entry || found.has(name)) return found;
  found.add(name);
  for (const each of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
    closure(each, packages, found);
  }
  return found;
}
