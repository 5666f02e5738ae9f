// @module-tag slow
import { existsSync, globSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { copyDecoderParts, copyPerl } from "./copy-packages.ts";

test("a build holds what the decoder loads of ImageMagick and C2PA, where Node looks for packages", () => {
  const out = mkdtempSync(join(tmpdir(), "proofsheet-build-"));
  try {
    copyDecoderParts(join(out, "node_modules"));
    const { resolve } = createRequire(join(out, "dist/decoder.mjs"));
    for (const name of ["@contentauth/c2pa-wasm", "@contentauth/c2pa-wasm/assets/c2pa_bg.wasm"])
      expect(existsSync(resolve(name)), name).toBe(true);
    expect(existsSync(join(out, "node_modules/@imagemagick/magick-wasm/dist/x86/magick.wasm"))).toBe(true);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});

test("a build holds Perl, our programs, and ExifTool with its character sets, and no manual", () => {
  const out = mkdtempSync(join(tmpdir(), "proofsheet-build-"));
  try {
    copyPerl(out);
    const modules = "exiftool/Image/ExifTool";
    for (const file of ["zeroperl.wasm", "list-tags.pl", "exiftool/Image/ExifTool.pm", `${modules}/Charset/Latin.pm`])
      expect(existsSync(join(out, file)), file).toBe(true);
    expect(globSync(`${modules}/Charset/*.pm`, { cwd: out }).length).toBeGreaterThanOrEqual(33);
    expect(globSync("**/{*.pod,*.dat,Lang}", { cwd: out })).toEqual([]);
    const files = globSync("exiftool/**", { cwd: out }).map((file) => statSync(join(out, file)));
    expect(files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0)).toBeLessThan(14_000_000);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
});
