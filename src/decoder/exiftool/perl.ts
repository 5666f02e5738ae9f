import { readFile } from "node:fs/promises";
import type { ZeroPerl, ZeroPerlOptions } from "@6over3/zeroperl-ts";
import { MODULES, perlFiles, wasmFile } from "./perl-files.ts";

interface Wasm {
  bytes: Buffer<ArrayBuffer>;
  /** Held, not used: while it lives, V8 takes its machine code for the same bytes again and compiles nothing. */
  compiled: WebAssembly.Module;
}
let wasm: Promise<Wasm> | null = null;

async function loadWasm(): Promise<Wasm> {
  const bytes = await readFile(wasmFile());
  return { bytes, compiled: await WebAssembly.compile(bytes) };
}

/** A program in Perl that ended by itself, with an error of its own. */
export class PerlError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PerlError";
  }
}

export interface PerlRun {
  /** what the program printed, as UTF-8; bytes that are none become U+FFFD */
  text: string;
  /** a file that it wrote, or null */
  read(path: string): Uint8Array | null;
}

/**
 * Runs a `.pl` file, with ExifTool's modules at hand, in an interpreter of its own: nothing of one picture is there
 * for the next. It sees the given files and no others, and neither the network nor the clock's zone.
 *
 * @param program the name of a file beside this one, or of one among `files`: `list-tags.pl`
 * @param files by their names in its own file system: `/picture`
 * @param environment what it reads as `%ENV`; beside it only where the modules are
 * @throws PerlError where the program died
 */
export async function runPerl(
  program: string,
  files: Readonly<Record<string, Uint8Array>>,
  environment: Readonly<Record<string, string | number>> = {},
): Promise<PerlRun> {
  const { MemoryFileSystem, ZeroPerl } = await import("@6over3/zeroperl-ts");
  const fileSystem = new MemoryFileSystem({ "/": "" });
  for (const [name, file] of await perlFiles()) fileSystem.setNode(name, file);
  for (const [name, bytes] of Object.entries(files)) fileSystem.addFile(name, bytes);
  const printed: Uint8Array[] = [];
  const perl = await start(ZeroPerl, {
    fileSystem,
    env: { PERL5LIB: MODULES, ...textsOf(environment) },
    stdout: (data) => void printed.push(typeof data === "string" ? Buffer.from(data) : data),
    stderr: () => {}, // warnings of a stranger's file
  });
  try {
    const { success, error } = await perl.runFile(`/${program}`);
    perl.flush();
    if (!success) throw new PerlError(error ?? "Perl said nothing");
    return {
      text: Buffer.concat(printed).toString("utf8"),
      read(path) {
        const node = fileSystem.lookup(path);
        return node?.type === "file" && node.content instanceof Uint8Array ? node.content : null;
      },
    };
  } finally {
    perl.dispose();
  }
}

const textsOf = (values: Readonly<Record<string, string | number>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));

/**
 * The package takes `fetch` only where it believes that it is in a browser; else it opens the path of an address, which
 * is none where a folder's name has a space in it, or on Windows.
 */
async function start(kind: typeof ZeroPerl, options: ZeroPerlOptions): Promise<ZeroPerl> {
  wasm ??= loadWasm();
  const { bytes } = await wasm.catch((error: unknown) => {
    wasm = null; // the next one tries again
    throw error;
  });
  const browser = { window: {}, document: {} };
  Object.assign(globalThis, browser);
  try {
    return await kind.create({ ...options, fetch: async () => new Response(bytes) });
  } finally {
    for (const name of Object.keys(browser)) Reflect.deleteProperty(globalThis, name);
  }
}
