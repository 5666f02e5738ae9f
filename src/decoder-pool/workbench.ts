import { constants, mkdirSync, mkdtempSync } from "node:fs";
import { copyFile, link, mkdir, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Job } from "./jobs.ts";

/** What jobs call the files that they write. */
const WRITTEN = ["output", "thumbnail", "master", "report", "csv", "shown"] as const;

/** A decoder's own folder: all that it sees of the pictures. */
export interface Workbench {
  /** holds what the job in hand reads, and nothing else; absolute */
  readonly inbox: string;
  /** where it writes; absolute */
  readonly outbox: string;
  /**
   * Lays out what a job reads, under another name of the same bytes, and brings what it wrote to where the job wants it.
   * Throws what `use` throws, and then brings nothing; and the system's errors where a name cannot be made.
   */
  lend<T>(job: Job, use: (lent: Job) => Promise<T>): Promise<T>;
  /** To be called when the decoder is gone. */
  remove(): Promise<void>;
}

/** Makes one below `root`, which is made too where it is not there. Throws the system's errors. */
export function makeWorkbench(root: string): Workbench {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(join(root, "decoder-"));
  const [inbox, outbox] = [join(folder, "in"), join(folder, "out")];
  for (const path of [inbox, outbox]) mkdirSync(path, { mode: 0o700 });
  let jobs = 0;
  return {
    inbox,
    outbox,
    async lend(job, use) {
      const name = String(++jobs);
      const [source, out] = [join(inbox, name), join(outbox, name)];
      const written = namesIn(job, out);
      try {
        await mkdir(out, { mode: 0o700 });
        const isThere = await lay(job.source, source);
        const paths = Object.fromEntries(written.map(({ key, inside }) => [key, inside]));
        const result = await use({ ...job, ...(isThere && { source }), ...paths });
        for (const { inside, wanted } of written) await rename(inside, wanted).catch(unlessAbsent);
        return result;
      } finally {
        await Promise.all([source, out].map((path) => rm(path, { recursive: true, force: true })));
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function namesIn(job: Job, folder: string): { key: string; wanted: string; inside: string }[] {
  const paths = job as Partial<Record<(typeof WRITTEN)[number], string>>;
  return WRITTEN.flatMap((key) => {
    const wanted = paths[key];
    return wanted === undefined ? [] : [{ key, wanted, inside: join(folder, `${key}-${basename(wanted)}`) }];
  });
}

/** A link costs nothing; other file systems get a copy. False where there is no such file: the decoder will say so. */
async function lay(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
  } catch (error) {
    if (isCode(error, "ENOENT")) return false;
    if (!isCode(error, "EXDEV", "EPERM", "EMLINK", "ENOTSUP", "ENOSYS")) throw error;
    await copyFile(from, to, constants.COPYFILE_FICLONE);
  }
  return true;
}

/** Not every job writes all that it may. */
function unlessAbsent(error: unknown): void {
  if (!isCode(error, "ENOENT")) throw error;
}

const isCode = (error: unknown, ...codes: string[]): boolean =>
  error instanceof Error && "code" in error && codes.includes(String(error.code));
