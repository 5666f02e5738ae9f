/** The package of the functions: unpacked as Lambda does it, and called with real events, from its own files. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "@playwright/test";
import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import { picture, upload, WORKSPACE } from "#compose.fixture.ts";
import { startAws } from "#compose-aws.fixture.ts";
import { unzip, type ZipEntry } from "#e2e/zip.ts";
import { receiveBatch } from "#worker/lambda/event-source.fixture.ts";

const SCRIPT = resolve(import.meta.dirname, "../../scripts/lambda-zip.ts");
/** ELF's `e_machine` (System V ABI, ELF header): what processor a file is for. */
const MACHINE = { x64: 0x3e, arm64: 0xb7 };
/** AWS Lambda's quota for a package, unpacked. */
const MOST_BYTES = 250 * 1024 * 1024;

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "proofsheet-lambda-"));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function pack(arch: keyof typeof MACHINE): Promise<{ zip: Buffer; entries: ZipEntry[]; said: string }> {
  const file = join(folder, `${arch}.zip`);
  const said = await run([SCRIPT, arch, file], process.env, "");
  const zip = readFileSync(file);
  return { zip, entries: unzip(zip), said };
}

/** What a program of Node prints; it must end well. */
async function run(args: string[], env: NodeJS.ProcessEnv, input: string, cwd = folder): Promise<string> {
  const child = spawn(process.execPath, args, { env, cwd, stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.end(input);
  const [out, complaint] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  expect(child.exitCode, complaint).toBe(0);
  return out;
}

/** As the runtime of Lambda: loads the function and calls it with the event on standard input; its answer is the last line. */
const RUNTIME = `
  const { handler } = await import(process.argv[1]);
  const event = JSON.parse((await process.stdin.toArray()).join(""));
  const context = { functionName: "worker", awsRequestId: "request", getRemainingTimeInMillis: () => 60_000 };
  const answer = await handler(event, context);
  process.stdout.write(JSON.stringify(answer), () => process.exit(0));
`;

for (const arch of ["x64", "arm64"] as const) {
  test(`the package for ${arch} holds sharp for that processor, plain files alone, within Lambda's limit`, async () => {
    test.setTimeout(180_000);
    const { zip, entries, said } = await pack(arch);
    const native = entries.filter(({ name }) => name.endsWith(".node") || /\.so(\.|$)/.test(name));
    expect(native.map(({ name }) => name.replace(/[\d.]+(?=node)|\.\d.*$/g, ""))).toEqual([
      `node_modules/@img/sharp-libvips-linux-${arch}/lib/libvips-cpp.so`,
      expect.stringMatching(new RegExp(`^node_modules/@img/sharp-linux-${arch}/lib/sharp-linux-${arch}`)),
    ]);
    for (const { bytes } of native) {
      expect(bytes.toString("latin1", 0, 4)).toBe("\x7fELF");
      expect(bytes.readUInt16LE(18)).toBe(MACHINE[arch]);
    }
    for (const mode of modesOf(zip)) expect(mode.toString(8)).toBe("100644"); // no symbolic link, all readable
    const names = entries.map(({ name }) => name);
    for (const name of ["handler", "dead-letters", "sweep", "decoder"]) expect(names).toContain(`dist/${name}.mjs`);
    const magick = names.filter((name) => name.startsWith("node_modules/@imagemagick/"));
    expect(magick.map((name) => name.replace("node_modules/@imagemagick/magick-wasm/", ""))).toEqual([
      "LICENSE",
      "NOTICE",
      "dist/index.js",
      "dist/x86/magick.wasm",
      "package.json",
    ]);
    const unpacked = entries.reduce((sum, { bytes }) => sum + bytes.length, 0);
    expect(unpacked).toBeLessThan(MOST_BYTES);
    test.info().annotations.push({ type: "size", description: said.trim() });
    expect(said).toContain(`${(unpacked / 1024 / 1024).toFixed(1)} MB of 250.0 MB`);
  });
}

test("the same sources give the same bytes, whatever the time zone", async () => {
  test.setTimeout(180_000);
  const { zip } = await pack("x64");
  const again = join(folder, "again.zip");
  await run([SCRIPT, "x64", again], { ...process.env, TZ: "Pacific/Auckland" }, "");
  expect(readFileSync(again).equals(zip)).toBe(true);
});

test("unpacked, its functions do their work with nothing but their own files", async () => {
  test.setTimeout(180_000);
  const { entries } = await pack("x64");
  const root = join(folder, "unpacked");
  for (const { name, bytes } of entries) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), bytes);
  }
  const aws = await startAws();
  const open = await aws.services();
  const { PATH = "" } = process.env;
  const env = { PATH, NODE_ENV: "production" as const, ...aws.env, QUEUE_URL: "", DEAD_LETTER_QUEUE_URL: "" };
  const call = async (name: string, event: unknown, more: Record<string, string> = {}) => {
    const printed = await run(
      ["--input-type=module", "-e", RUNTIME, join(root, "dist", `${name}.mjs`)],
      { ...env, ...more },
      JSON.stringify(event),
      root,
    );
    const lines = printed.split("\n").map((line) => JSON.parse(line));
    return { answer: lines.at(-1) as SQSBatchResponse, lines: lines.slice(0, -1) };
  };
  try {
    const statusOf = async (id: string) => (await open.services.catalog.get(WORKSPACE, id))?.status;
    const [good, poison] = [await upload(open.services, await picture()), await upload(open.services, await picture())];
    await aws.announce(good.id);
    const event: SQSEvent = await receiveBatch(aws.sqs, aws.env.QUEUE_URL);
    const { QUEUE_URL } = aws.env; // it puts back what it cannot handle now, and the sweeper announces what waits in vain
    const handled = await call("handler", event, { QUEUE_URL });
    expect(handled.answer).toEqual({ batchItemFailures: [] });
    expect(handled.lines).toContainEqual(expect.objectContaining({ msg: "ready", image: good.id, format: "jpeg" }));
    expect(await statusOf(good.id)).toBe("ready");

    await aws.announce(poison.id); // three receives are over: nobody can tell any more why
    const dead = await receiveBatch(aws.sqs, aws.env.QUEUE_URL);
    expect((await call("dead-letters", dead)).answer).toEqual({ batchItemFailures: [] });
    expect(await statusOf(poison.id)).toBe("failed");

    expect((await call("sweep", {}, { QUEUE_URL })).answer).toEqual({ swept: 0 });
  } finally {
    open.close();
    await aws.close();
  }
});

/** The Unix modes of all entries, from the central directory (APPNOTE 6.3.10 §4.4.15). */
function modesOf(zip: Buffer): number[] {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const mode = zip.readUInt32LE(at + 38) >>> 16;
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    return mode;
  });
}
