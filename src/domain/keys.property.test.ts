import { posix, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { storePaths } from "#adapters/embedded/object-paths.ts";
import {
  derivedPrefix,
  embeddedThumbnailKey,
  isImageId,
  parseUploadKey,
  previewKey,
  resultKey,
  thumbnailKey,
  uploadKey,
} from "./keys.ts";

const workspace = fc.stringMatching(/^[0-9a-f]{32}$/);
const image = fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/);
const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const extension = fc.constantFrom("jpg", "png", "webp", "avif", "gif", "tif");
const anyText = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[./\\A-Z0-9\n]{0,60}$/));

describe("the key of an upload", () => {
  test("is read as what it was made of", () => {
    fc.assert(
      fc.property(workspace, image, (hashed, id) => {
        expect(parseUploadKey(uploadKey(hashed, id))).toEqual({ workspace: hashed, id });
        expect(isImageId(id)).toBe(true);
      }),
    );
  });

  test("is no other text, however near", () => {
    const near = fc.tuple(workspace, image, fc.nat(66), anyText, fc.nat(3)).map(([hashed, id, at, text, cut]) => {
      const key = uploadKey(hashed, id);
      return key.slice(0, at) + text + key.slice(at + cut);
    });
    fc.assert(
      fc.property(fc.oneof(anyText, near), (text) => {
        const read = parseUploadKey(text);
        if (read === null) return;
        expect(uploadKey(read.workspace, read.id)).toBe(text);
        expect(isImageId(read.id)).toBe(true);
      }),
    );
  });

  test("of what was derived is none, so that nothing derived is announced", () => {
    fc.assert(
      fc.property(workspace, image, hash, extension, (hashed, id, recipe, ending) => {
        for (const key of [
          thumbnailKey(hashed, id, recipe),
          embeddedThumbnailKey(hashed, id, recipe),
          previewKey(hashed, id),
          resultKey(hashed, id, recipe, ending),
        ]) {
          expect(key.startsWith(derivedPrefix(hashed, id))).toBe(true);
          expect(parseUploadKey(key)).toBeNull();
        }
      }),
    );
  });
});

test("an id holds nothing that could lead out of its folder", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      if (isImageId(text)) expect(text).toMatch(/^[0-9A-Z]{26}$/);
    }),
  );
});

describe("the place of a key on the disk", () => {
  const paths = storePaths(resolve("/data"));

  test("is its own, below its area", () => {
    const keys = fc
      .tuple(workspace, image, hash, extension)
      .map(([w, i, h, e]) => [uploadKey(w, i), thumbnailKey(w, i, h), previewKey(w, i), resultKey(w, i, h, e)]);
    fc.assert(
      fc.property(keys, (made) => {
        const places = made.map((key) => paths.objectPath(key).path);
        expect(new Set(places).size).toBe(made.length);
        for (const [index, path] of places.entries()) expect(path).toBe(resolve("/data", ...made[index]!.split("/")));
      }),
    );
  });

  test("of any other text is refused, or below its area all the same", () => {
    const part = fc.oneof(fc.constantFrom("uploads", "derived", "..", ".", "", "tmp", "a.b", "a"), anyText);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const key = parts.join("/");
        for (const find of [() => paths.objectPath(key).path, () => paths.directory(`${key}/`)]) {
          let found: string | null;
          try {
            found = find();
          } catch (error) {
            expect(error).toMatchObject({ code: "internal", message: expect.not.stringContaining("/data") });
            continue;
          }
          if (found !== null) expect(posix.normalize(found)).toMatch(/^\/data\/(uploads|derived)\/[\w-]+(\/|$)/);
        }
      }),
    );
  });
});
