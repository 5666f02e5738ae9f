/** Files made to break what opens them: each gets one answer, and the server stays as it was. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { type Picture, photo } from "#e2e/pictures.ts";
import { tellsProcesses } from "#e2e/processes.ts";
import { bytesOf, createVisitor, expectProblem, type Visitor } from "#e2e/visitor.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { hostileKinds, type Kind } from "./kinds.ts";
import type { Lures } from "./svg-files.ts";
import { watch } from "./watcher.ts";

/** The contract's table of errors. */
const STATUS: Readonly<Record<string, number>> = {
  invalid_parameter: 400,
  not_found: 404,
  not_an_image: 415,
  unsupported_format: 415,
  damaged_image: 422,
  too_many_pixels: 422,
  too_many_frames: 422,
  too_complex: 422,
  busy: 503,
  conversion_timeout: 504,
};
const CONVERSIONS = [
  "format=jpeg&width=400",
  "format=png&metadata=all&width=4000",
  "format=webp&width=300&height=300&fit=cover&position=attention",
];
/** What a decoder may take between two looks at its memory (40 ms, and more on a busy machine), bytes. */
const STEP = 400_000_000;

const RUNS: { what: string; env: Record<string, string>; memory: number; seconds: number }[] = [
  { what: "default limits", env: {}, memory: 1_500_000_000, seconds: 30 },
  {
    what: "600 MB and 10 s",
    env: { CONVERT_MEMORY_BYTES: "600000000", CONVERT_TIMEOUT_SECONDS: "10" },
    memory: 600_000_000,
    seconds: 10,
  },
];

for (const { what, env, memory, seconds } of RUNS) {
  test(`answers each hostile file with a result or a reason, at ${what}`, async ({ start }) => {
    test.setTimeout(900_000);
    const lures = await lay();
    const server = await start(env);
    const visitor = createVisitor(server.address);
    const watcher = tellsProcesses ? watch(server) : null;
    console.log(`\n${row("kind", "s", "peak MB", "ends; answers to the preview and three conversions")}`);
    const total = { asked: 0, slowest: 0, peak: 0 };
    for (const kind of await hostileKinds(lures)) {
      if (env.CONVERT_TIMEOUT_SECONDS ? kind.light : kind.endless) continue;
      await watcher?.report();
      const began = performance.now();
      const outcomes: string[] = [];
      const files = [...kind.files];
      const lane = async () => {
        for (let file = files.shift(); file; file = files.shift()) {
          outcomes.push(await attack(visitor, file, kind, seconds));
        }
      };
      await Promise.all([lane(), lane()]);
      const report = await watcher?.report();
      const took = ((performance.now() - began) / 1000).toFixed(1);
      console.log(row(kind.kind, took, String(Math.round((report?.peak ?? 0) / 1e6)), tally(outcomes)));
      if (!report) continue;
      expect.soft(report.faults, `health while: ${kind.kind}`).toEqual([]);
      expect.soft(report.peak, `memory of a decoder: ${kind.kind}`).toBeLessThan(memory + STEP);
      total.asked += report.asked;
      total.slowest = Math.max(total.slowest, report.slowest);
      total.peak = Math.max(total.peak, report.peak);
    }
    console.log(
      `At ${what}: health asked ${total.asked} times, slowest ${Math.round(total.slowest)} ms; highest peak of a decoder ${Math.round(total.peak / 1e6)} MB of ${memory / 1e6}.`,
    );
    const after = await visitor.ready(await photo("after.jpg"));
    for (const query of CONVERSIONS) {
      expect((await bytesOf(await visitor.fetch(`${after.links.convert}?${query}`))).length).toBeGreaterThan(1000);
    }
    if (watcher) {
      const held = async () => Math.max(0, ...(await watcher.report()).decoders);
      await expect.poll(held, { message: "what a decoder keeps" }).toBeLessThan(memory / 2);
    }
    await expect.poll(() => server.place.filesInWork()).toEqual([]);
    expect.soft(lures.visits, "what was asked of the web").toEqual([]);
    expect.soft(server.log.filter(({ level }) => level === "error" || level === "fatal")).toEqual([]);
    watcher?.stop();
    lures.remove();
  });
}

/** Sends one file and asks for everything that there is of it; what came of it in a few words. */
async function attack(visitor: Visitor, file: Picture, kind: Kind, seconds: number): Promise<string> {
  const what = `${kind.kind}, ${file.name}`;
  const sent = await visitor.post([file]);
  if (sent.status !== 201) {
    expect.soft(kind.ends, what).toContain(await codeOf(sent));
    return `refused ${sent.status}`;
  }
  const { id } = (await sent.json()).images[0];
  const image = await ended(visitor, id, seconds);
  const end = image.error?.code ?? image.status;
  expect.soft(kind.ends, what).toContain(end);
  if (image.error) expect.soft(image.error.detail, what).toMatch(/^\S.*[.]$/s);
  expect.soft(JSON.stringify(image), what).not.toContain(SECRET);
  const original = await visitor.fetch(image.links.original);
  expect.soft((await bytesOf(original)).equals(file.buffer), `${what}: the original`).toBe(true);
  expect.soft(original.headers.get("content-disposition"), what).toMatch(/^attachment/);
  expect.soft(original.headers.get("x-content-type-options"), what).toBe("nosniff");
  const addresses = [image.links.preview, ...CONVERSIONS.map((query) => `${image.links.convert}?${query}`)];
  const answers = await Promise.all(addresses.map((address) => answer(visitor, address, kind, seconds)));
  await visitor.fetch(image.links.self, { method: "DELETE" });
  return end === "ready"
    ? `ready ${tally(answers)}`
    : answers.every((one) => one === end)
      ? end
      : `${end} ${tally(answers)}`;
}

/** `200`, or the code of a refusal; whatever is neither fails the test. */
async function answer(visitor: Visitor, address: string, kind: Kind, seconds: number): Promise<string> {
  const signal = AbortSignal.timeout((seconds * 2 + 30) * 1000);
  const response = await visitor.fetch(address, { signal });
  if (response.status !== 200) return codeOf(response);
  const bytes = await bytesOf(response);
  expect.soft(bytes.includes(SECRET), address).toBe(false);
  const { width, height, hasAlpha } = await sharp(bytes, { limitInputPixels: false }).metadata();
  expect.soft(width * height, address).toBeGreaterThan(0);
  if (kind.showsNothing && hasAlpha) {
    const { channels } = await sharp(bytes).stats();
    expect.soft(channels[3]?.max, `${kind.kind}: ${address} shows something`).toBe(0);
  }
  return "200";
}

async function codeOf(response: Response): Promise<string> {
  const text = await response.clone().text();
  const code = /"code":"(\w+)"/.exec(text)?.[1] ?? text.slice(0, 100);
  expect.soft(Object.keys(STATUS), text).toContain(code);
  await expectProblem(response, STATUS[code] ?? response.status, code);
  return code;
}

async function ended(visitor: Visitor, id: string, seconds: number): Promise<ImageView> {
  let image = await visitor.json(`/api/images/${id}`);
  const status = async () => {
    image = await visitor.json(`/api/images/${id}`);
    return image.status;
  };
  await expect
    .poll(status, { intervals: [20, 50, 100, 200], timeout: (seconds * 3 + 30) * 1000 })
    .toMatch(/^(ready|failed)$/);
  return image;
}

function tally(words: string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => (count === 1 ? word : `${count} x ${word}`)).join(", ");
}

/** A line of the table, as soon as it is known. */
const row = (kind: string, seconds: string, peak: string, ends: string): string =>
  `  ${kind.padEnd(34)} ${seconds.padStart(5)} ${peak.padStart(8)}  ${ends}`;

const SECRET = "what-nobody-but-this-machine-may-read";

/** Things that a drawing could show or fetch if it were let. */
async function lay(): Promise<Lures & { visits: string[]; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), "proofsheet-lures-"));
  const visits: string[] = [];
  const web: Server = createServer((request, response) => {
    visits.push(request.url ?? "");
    response.end(SECRET);
  });
  await new Promise<void>((listening) => web.listen(0, "127.0.0.1", listening));
  const [picture, drawing, text] = ["lure.png", "lure.svg", "lure.txt"].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const colour = sharp({ create: { width: 50, height: 50, channels: 3, background: "#ff00ff" } });
  writeFileSync(picture, await colour.png().toBuffer());
  writeFileSync(text, SECRET);
  writeFileSync(
    drawing,
    '<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><rect id="x" width="50" height="50" fill="#f0f"/>' +
      '<linearGradient id="paint"><stop stop-color="#f0f"/></linearGradient></svg>',
  );
  return {
    picture,
    drawing,
    text,
    web: `http://127.0.0.1:${(web.address() as AddressInfo).port}/`,
    visits,
    remove() {
      web.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
