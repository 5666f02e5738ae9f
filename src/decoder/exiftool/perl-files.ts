import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** A build puts Perl, ExifTool and our programs beside the bundle of this file, or of the chunk that it is in. */
const isBundled = import.meta.url.endsWith(".mjs");
const here = dirname(fileURLToPath(import.meta.url));
const PERL_FOLDER = isBundled && basename(here) === "chunks" ? dirname(here) : here;

/** 25 MB; the sources take it from its package. */
export function wasmFile(): string {
  if (isBundled) return join(PERL_FOLDER, "zeroperl.wasm");
  return join(dirname(createRequire(import.meta.url).resolve("@6over3/zeroperl-ts")), "../esm/zeroperl.wasm");
}

/**
 * Where ExifTool's modules lie. The package refuses to be installed on Windows, though its modules run wherever Perl's
 * WebAssembly does: `npm ci --force` brings it there.
 */
function modulesFolder(): string {
  if (isBundled) return join(PERL_FOLDER, "exiftool");
  return join(dirname(createRequire(import.meta.url).resolve("exiftool-vendored.pl")), "bin/lib");
}

/** A file of Perl's own file system whose bytes are read when Perl first opens it, and once a process. */
export interface LazyFile {
  type: "file";
  content: Uint8Array;
}

function lazyFile(path: string): LazyFile {
  let bytes: Uint8Array | null = null;
  return {
    type: "file",
    get content() {
      bytes ??= readFileSync(path);
      return bytes;
    },
  };
}

type Named = readonly [path: string, file: LazyFile];
let files: Promise<readonly Named[]> | null = null;

/** Where Perl looks for ExifTool's modules, before those of 13.42 that its WebAssembly holds without its charsets. */
export const MODULES = "/exiftool";

/**
 * All our `.pl` files, by their names in Perl's own file system, where they find one another by `require`; and
 * ExifTool's modules below `MODULES`: 12 MB in 220 files, of which a picture needs a tenth.
 */
export function perlFiles(): Promise<readonly Named[]> {
  files ??= listFiles().catch((error: unknown) => {
    files = null; // the next one tries again
    throw error;
  });
  return files;
}

/**
 * Stands in for a module that this Perl holds and cannot load. Without it ExifTool takes every picture in memory apart,
 * byte by byte, and puts it together again: seconds and hundreds of megabytes for a preview.
 */
const ENCODE = `package Encode;
sub is_utf8 { return utf8::is_utf8($_[0]) }
sub encode { my ($charset, $text) = @_; utf8::encode($text); return $text }
1;
`;

async function listFiles(): Promise<Named[]> {
  const programs = (await readdir(PERL_FOLDER)).filter((name) => name.endsWith(".pl"));
  const folder = modulesFolder();
  const names = await readdir(folder, { recursive: true });
  const modules = names.filter((name) => /\.p[lm]$/.test(name) && !name.includes("Lang"));
  return [
    [`${MODULES}/Encode.pm`, { type: "file", content: Buffer.from(ENCODE) }],
    ...programs.map((name): Named => [`/${name}`, lazyFile(join(PERL_FOLDER, name))]),
    ...modules.map((name): Named => [`${MODULES}/${name.replaceAll("\\", "/")}`, lazyFile(join(folder, name))]),
  ];
}
