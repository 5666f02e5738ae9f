import { spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";

/** What is shut, each as a word of the launcher's: files, network, other processes. */
type Wall = (typeof WALLS)[number];
const WALLS = ["files", "network", "processes"] as const;

export interface SandboxOptions {
  /** where each decoder's own folder is made: on the file system of the pictures, so that lending one costs a link */
  folder: string;
  /** what a decoder reads of the program itself: files and folders; absolute */
  program: readonly string[];
  /** `confine.pl`; absolute */
  launcher: string;
}

/** What a decoder may touch, and what sees to it. */
export interface Sandbox extends SandboxOptions {
  /** what the kernel shuts, for native code too; none where there is no Linux, no Perl or no such kernel */
  kernel: readonly Wall[];
}

/** What Node's permission model shuts everywhere, for JavaScript, and for WebAssembly, whose only way out is JavaScript. */
const SHUT_BY_NODE: readonly Wall[] = ["files", "processes"];

/** Libraries, fonts and the zone of the clock: what native code reads on any Linux. */
const SYSTEM = [
  ...["/usr/lib", "/usr/lib64", "/usr/share", "/usr/local/lib", "/usr/local/share", "/lib", "/lib64"],
  ...["/nix/store", "/gnu/store", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime", "/var/cache/fontconfig"],
  ...["/dev/urandom", "/dev/random"],
];
/** Programs that the kernel runs to begin another: of glibc and musl, by processor. */
const LOADERS = [
  ...["/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1"],
  ...["/lib/ld-musl-x86_64.so.1", "/lib/ld-musl-aarch64.so.1"],
];

/** Looks once what the system allows without privileges, by starting Node as a decoder is started: some 30 ms. */
export function openSandbox(options: SandboxOptions): Sandbox {
  return { ...options, kernel: tryKernel(options) };
}

function tryKernel(options: SandboxOptions): readonly Wall[] {
  if (process.platform !== "linux") return [];
  const [command = "", ...rest] = confined(options, [], [process.execPath, "--version"]);
  const env = { ...UNSET, NODE_ENV: "production" } as const;
  const { status, stdout } = spawnSync(command, rest, { encoding: "utf8", env, timeout: 10_000 });
  const [words = "", version] = status === 0 ? stdout.split("\n") : [];
  if (version !== process.version) return [];
  return WALLS.filter((wall) => words.split(" ").includes(wall));
}

/** For the log at start: who shuts what. `network` and native code's files stay open where the kernel has no word. */
export function wallsOf({ kernel }: Sandbox): {
  kernel: readonly Wall[];
  node: readonly Wall[];
  open: readonly Wall[];
} {
  return { kernel, node: SHUT_BY_NODE, open: WALLS.filter((wall) => !kernel.includes(wall)) };
}

/** OpenSSL would end a process that may not read its settings: it is shown none. */
export const UNSET = { OPENSSL_CONF: "/dev/null" };

/** A folder that a decoder sees, and what it may do there. */
export type Lent = readonly [rights: "r" | "w", path: string];

/** The command line that confines itself and becomes `command`: see `confine.pl`. */
export function confined(
  { launcher, program }: SandboxOptions,
  lent: readonly Lent[],
  command: readonly string[],
): string[] {
  const rules = [
    ...[...SYSTEM, ...program].map((path) => `r=${path}`),
    ...[realpathSync(process.execPath), ...LOADERS].map((path) => `x=${path}`),
    "d=/dev/null",
    ...lent.map(([rights, path]) => `${rights}=${path}`),
  ];
  return ["/usr/bin/perl", launcher, process.arch, String(process.pid), ...rules, "--", ...command];
}

/**
 * Node's own switches for the same. Native code is not bound by them, and may be loaded: sharp is such.
 * https://nodejs.org/docs/latest-v24.x/api/permissions.html
 */
export function permissions({ program }: SandboxOptions, lent: readonly Lent[]): string[] {
  const read = [...program, ...lent.map(([, path]) => path)];
  const write = lent.filter(([rights]) => rights === "w").map(([, path]) => path);
  return [
    ...["--permission", "--allow-addons"],
    ...read.map((path) => `--allow-fs-read=${path}`),
    ...write.map((path) => `--allow-fs-write=${path}`),
  ];
}
