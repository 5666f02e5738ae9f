import { copyFileSync, cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { IMAGE_MAGICK } from "./bundles.ts";
import { root } from "./root.ts";

/** Of packages with WebAssembly what the decoder loads: 15 MB of ImageMagick, 8 MB of C2PA, and little around them. */
const DECODER_PARTS = {
  [IMAGE_MAGICK]: ["package.json", "LICENSE", "NOTICE", "dist/index.js", "dist/x86/magick.wasm"],
  "@contentauth/c2pa-wasm": ["package.json", "LICENSE", "pkg/c2pa.js", "pkg/c2pa_bg.wasm"],
};

/** Copies what the decoder loads when it first needs it into a `node_modules`. The same bytes run on every processor. */
export function copyDecoderParts(nodeModules: string): void {
  for (const [name, parts] of Object.entries(DECODER_PARTS)) {
    const to = join(nodeModules, name);
    rmSync(to, { recursive: true, force: true });
    for (const part of parts) cpSync(join(root, "node_modules", name, part), join(to, part));
  }
}

/**
 * The WebAssembly of Perl, 25 MB, our `.pl` files, and ExifTool's modules, 12 MB, for decoders that list and take out
 * tags; Lambda's never do.
 */
export function copyPerl(outdir: string): void {
  const programs = globSync("src/decoder/exiftool/*.pl", { cwd: root });
  for (const file of ["node_modules/@6over3/zeroperl-ts/dist/esm/zeroperl.wasm", ...programs]) {
    copyFileSync(join(root, file), join(outdir, basename(file)));
  }
  copyExifTool(join(outdir, "exiftool"));
}

/** Modules and their parts alone: no manual, no words in other languages, no names of towns. */
function copyExifTool(to: string): void {
  const from = join(root, "node_modules/exiftool-vendored.pl/bin/lib");
  if (!existsSync(from) && process.platform === "win32") return; // its package refuses Windows; all else works there
  rmSync(to, { recursive: true, force: true });
  for (const file of globSync("**/*.p[lm]", { cwd: from, exclude: ["**/Lang/**"] })) {
    cpSync(join(from, file), join(to, file));
  }
  copyFileSync(join(root, "node_modules/exiftool-vendored.pl/bin/README"), join(to, "README"));
}

/** sharp with its own dependencies and the binaries that npm chose for this machine. */
export function copySharp(nodeModules: string): void {
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, "node_modules/sharp/package.json"), "utf8"));
  const binaries = globSync("@img/sharp-*", { cwd: join(root, "node_modules") });
  for (const name of ["sharp", ...Object.keys(dependencies), ...binaries]) copyPackage(name, nodeModules);
}

function copyPackage(name: string, nodeModules: string): void {
  const to = join(nodeModules, name);
  rmSync(to, { recursive: true, force: true });
  mkdirSync(dirname(to), { recursive: true });
  cpSync(join(root, "node_modules", name), to, { recursive: true, dereference: true });
}
