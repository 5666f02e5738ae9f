import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { NOON, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { createFileStore, type FileStoreOptions } from "./file-store.ts";
import { temporaryDirectory } from "./temporary-directory.fixture.ts";

export const UPLOAD = `uploads/${WORKSPACE}/${ulid(1)}`;
export const THUMBNAIL = `derived/${WORKSPACE}/${ulid(1)}/thumbnail.webp`;
export const JPEG = { mediaType: "image/jpeg", maxBytes: 1_000_000 };

/** A store in a new directory at NOON. */
export function openStore(options: Partial<FileStoreOptions> = {}) {
  const dir = temporaryDirectory();
  const root = join(dir, "objects");
  const scratch = join(dir, "scratch");
  mkdirSync(scratch);
  const announced: string[] = [];
  const store = createFileStore({
    root,
    secrets: ["a secret of at least thirty-two characters"],
    announce: ({ key }) => void announced.push(key),
    now: () => NOON,
    ...options,
  });
  return { store, root, scratch, announced };
}
