/**
 * Preloaded (`NODE_OPTIONS=--import=…`) into the built server and its worker: ends the process with SIGKILL just
 * before, during or after the k-th durable operation that it makes once it is armed. The product knows nothing of it;
 * decoding children get a clean environment and so run without it.
 *
 * `KILL_FOLDER/arm` arms it: JSON `{id, process: "server" | "worker", k, side: "before" | "during" | "after"}`; a `k`
 * of 0 only counts. `KILL_FOLDER/trace` gets a line an operation, `killed …` the last of them. Who dies disarms.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { basename, join, relative } from "node:path";
import { DatabaseSync, StatementSync } from "node:sqlite";

const { openSync, readFileSync, unlinkSync, writeSync } = fs;
const folder = process.env.KILL_FOLDER;
const role = basename(process.argv[1] ?? "", ".mjs");
if (folder && (role === "server" || role === "worker")) install(join(folder, "arm"), join(folder, "trace"));

function install(armPath, tracePath) {
  const trace = openSync(tracePath, "a");
  let armed = null;
  let count = 0;
  /** Inside a call that is counted already: what Node makes of it is its own business. */
  let inside = false;

  function readArm() {
    try {
      return JSON.parse(readFileSync(armPath, "utf8"));
    } catch {
      return null;
    }
  }

  /** Counts the operation; the side on which to die at it, or null. */
  function reach(label) {
    const arm = readArm();
    if (arm?.process !== role) return null;
    if (arm.id !== armed) {
      armed = arm.id;
      count = 0;
    }
    count++;
    writeSync(trace, `${arm.id}\t${count}\t${label}\n`);
    return count === arm.k ? { arm, label } : null;
  }

  function die({ arm, label }) {
    writeSync(trace, `${arm.id}\tkilled\t${arm.side} ${label}\n`);
    try {
      unlinkSync(armPath);
    } catch {
      // disarmed by the test at this very moment
    }
    process.kill(process.pid, "SIGKILL");
  }

  /** @param label what the operation is called; null for one that changes nothing */
  function wrap(owner, name, label) {
    const original = owner[name];
    owner[name] = function (...args) {
      const said = inside ? null : label.call(this, args);
      if (said === null) return original.apply(this, args);
      inside = true;
      let hit = null;
      let result;
      try {
        hit = reach(said);
        if (hit?.arm.side === "before") die(hit);
        result = original.apply(this, args);
      } finally {
        inside = false;
      }
      if (!hit) return result;
      if (hit.arm.side === "during" || typeof result?.then !== "function") die(hit);
      const after = () => die(hit);
      return result.then(after, after);
    };
  }

  /** The area of the data folder that a path lies in, for the name of the point. */
  function area(path) {
    const inside = relative(process.env.DATA_DIR ?? "", String(path));
    return inside.split(/[/\\.]/, 1)[0] || "the data folder";
  }

  const to = (name) => (args) => `${name} into ${area(args[1])}`;
  const at = (name) => (args) => `${name} in ${area(args[0])}`;
  const writes = (flags) => (typeof flags === "number" ? (flags & 3) !== 0 : /[wa+]/.test(flags ?? "r"));
  const opening = (args) => (writes(args[1]) ? `open in ${area(args[0])}` : null);
  const named = (name) => () => name;

  for (const [owner, suffix] of [
    [fs, "Sync"],
    [fs.promises, ""],
  ]) {
    for (const name of ["rename", "link", "symlink", "copyFile", "cp"]) wrap(owner, name + suffix, to(name));
    for (const name of ["rm", "unlink", "rmdir", "mkdir", "mkdtemp", "writeFile", "appendFile", "truncate"])
      wrap(owner, name + suffix, at(name));
    wrap(owner, `open${suffix}`, opening);
  }
  for (const name of ["writeSync", "fsyncSync", "ftruncateSync"]) wrap(fs, name, named(name.slice(0, -4)));
  patchFileHandles();
  syncBuiltinESMExports();

  const sqlOf = new WeakMap();
  const prepare = DatabaseSync.prototype.prepare;
  DatabaseSync.prototype.prepare = function (sql, ...rest) {
    const statement = prepare.call(this, sql, ...rest);
    sqlOf.set(statement, sql);
    return statement;
  };
  wrap(DatabaseSync.prototype, "exec", ([sql]) => `sql ${wordsOf(sql)}`);
  for (const name of ["run", "get", "all"]) {
    wrap(StatementSync.prototype, name, function () {
      const sql = sqlOf.get(this) ?? "";
      return /^\s*(INSERT|UPDATE|DELETE|REPLACE|PRAGMA wal_checkpoint)/i.test(sql) ? `sql ${wordsOf(sql)}` : null;
    });
  }

  /** Their prototype is reached only through an open file; `open` gives one to whoever asks first. */
  function patchFileHandles() {
    const open = fs.promises.open;
    let patched = false;
    fs.promises.open = async (...args) => {
      const handle = await open(...args);
      if (!patched) {
        patched = true;
        const prototype = Object.getPrototypeOf(handle);
        for (const name of ["sync", "datasync", "writeFile", "write", "writev", "truncate"])
          if (prototype[name]) wrap(prototype, name, named(`${name} of a file`));
      }
      return handle;
    };
  }
}

const wordsOf = (sql) =>
  sql
    .trim()
    .split(/\s+/)
    .filter((word) => !/^(OR|REPLACE|INTO|FROM)$/i.test(word))
    .slice(0, /^(BEGIN|CREATE|PRAGMA)/i.test(sql.trim()) ? 3 : 2)
    .join(" ");
