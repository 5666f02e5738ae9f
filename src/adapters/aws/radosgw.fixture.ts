/** Ceph's S3 server, started by the tool that lies beside the project, where it does: the one that checks what S3 checks. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { temporaryFolder } from "#adapters/embedded/temporary-directory.fixture.ts";
import { CORPUS } from "#corpus.fixture.ts";
import type { S3Server } from "./s3-server.fixture.ts";

const TOOL = join(CORPUS, "../tools/radosgw");
/** The tool's default. One that answers there is used, and left running: only one can run on a machine. */
const RUNNING = "http://127.0.0.1:7480";
const run = promisify(execFile);

/** Why it cannot be used here, or null. */
export function whyNoRadosgw(): string | null {
  if (!existsSync(TOOL)) return `there is no ${TOOL}`;
  const installed = ["/usr/bin/radosgw", "/usr/bin/ceph-osd"].every((path) => existsSync(path));
  if (!installed && process.getuid?.() !== 0) return "radosgw is not installed, and only root could do it";
  return null;
}

/** Takes 15 s, and longer the first time: the tool installs Debian's packages. */
export async function startRadosgw(): Promise<S3Server> {
  const server = { credentials: { accessKeyId: "test", secretAccessKey: "test" }, conditional: true };
  if (await answers(RUNNING)) return { ...server, endpoint: RUNNING, close: async () => {} };
  const folder = temporaryFolder();
  const dir = join(folder.path, "radosgw");
  const { stdout } = await run(TOOL, ["start", dir]);
  const [, endpoint] = /^S3 (\S+) /m.exec(stdout) ?? [];
  if (!endpoint) throw new Error(`radosgw did not start: ${stdout}`);
  return {
    ...server,
    endpoint,
    async close() {
      await run(TOOL, ["stop", dir]);
      folder.remove();
    },
  };
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    (response) => response.ok,
    () => false,
  );
