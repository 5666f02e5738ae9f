/**
 * A program that is three visitors, each of whom does all that one visitor can do to stop a service for the others, and
 * never lets up. Tells `begun`, and after `stop` how often each status was answered (0: the line was closed or dropped).
 */
import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import sharp from "sharp";
import { createClient } from "./client.ts";
import { newVisitor, type Visitor } from "./servers.ts";

const [address = ""] = process.argv.slice(2);
const VISITORS = 3;
/** An attacker hurries: it comes back ten times sooner than it is told to. */
const HURRY = 10;

type Attack = (visitor: Visitor) => Promise<unknown>;

const answers: Record<number, number> = {};
let going = true;
function tell(status: number): void {
  answers[status] = (answers[status] ?? 0) + 1;
}

process.once("message", () => {
  going = false;
  process.send?.(answers, () => process.exit(0));
});
const visitors = Array.from({ length: VISITORS }, () => newVisitor({ client: createClient(address) }));
const picture = await noise(160);
for (const visitor of visitors) await visitor.send("small.png", picture);
process.send?.("begun");
const attacks: Attack[] = [endlessForms, manyArchives, droppedConversions, slowPictures, blownUp];
await Promise.all(visitors.flatMap((visitor) => attacks.map((attack) => attack(visitor))));

/** Forms of 999 fields of 64 KB to addresses that take none of them; the last part never ends. */
async function endlessForms({ cookie }: Visitor): Promise<unknown> {
  const field = (n: number) => `--x\r\nContent-Disposition: form-data; name="f${n}"\r\n\r\n${"x".repeat(64_000)}\r\n`;
  const headers = { cookie, "content-type": "multipart/form-data; boundary=x" };
  const body = () => Array.from({ length: 999 }, (_, n) => field(n)).join("");
  return repeat(8, (lane) =>
    drop(lane % 2 ? "/api/archive" : "/api/uploads/01JABCDEFGHJKMNPQRSTVWXYZ0", { headers, body: body(), seconds: 5 }),
  );
}

/** Forty archives at once, each with other parameters. */
function manyArchives(visitor: Visitor): Promise<unknown> {
  let width = 100;
  return repeat(40, () => ask(visitor, `/api/archive?format=avif&enlarge=1&width=${width++}`));
}

/** Conversions that cost much, begun and dropped. */
async function droppedConversions(visitor: Visitor): Promise<unknown> {
  const id = await newest(visitor);
  let width = 2000;
  return repeat(34, () => {
    const path = `/api/images/${id}/convert?format=avif&enlarge=1&width=${width++}`;
    return drop(path, { headers: { cookie: visitor.cookie }, seconds: 1 });
  });
}

/** Ten pictures that take as long as a decoder may, and each of them again whenever it failed. */
function slowPictures(visitor: Visitor): Promise<unknown> {
  return repeat(10, async (lane) => {
    const id = await visitor.begin(`slow ${lane}.svg`, turbulence(lane)).catch(() => null);
    for (let status = ""; going && id && status !== "gone"; await pause(500)) {
      const { body } = await visitor.client.ask(`/api/images/${id}`, { keep: true });
      status = JSON.parse(body.toString()).status ?? "gone";
      if (status === "failed") await ask(visitor, `/api/images/${id}/retry`, "POST");
    }
    await pause(500);
  });
}

/** A picture of 80 KB, blown up to results that are kept. */
async function blownUp(visitor: Visitor): Promise<unknown> {
  const id = await newest(visitor);
  let width = 6000;
  return repeat(8, () => ask(visitor, `/api/images/${id}/convert?format=tiff&enlarge=1&width=${width++}`));
}

async function ask(visitor: Visitor, path: string, method = "GET"): Promise<void> {
  const { status, headers } = await visitor.client.ask(path, { method });
  tell(status);
  const seconds = Number(headers["retry-after"] ?? 0);
  await pause((seconds * 1000) / HURRY);
}

/** A request whose line is closed after a while, answered or not. */
function drop(
  path: string,
  { headers, body, seconds }: { headers: Record<string, string>; body?: string; seconds: number },
): Promise<void> {
  return new Promise((ended) => {
    const asked = request(new URL(path, address), { method: body ? "POST" : "GET", headers, agent: false });
    const end = setTimeout(() => asked.destroy(), seconds * 1000);
    let status = 0;
    asked.on("response", (response) => {
      status = response.statusCode ?? 0;
      response.on("error", () => {}).resume();
    });
    asked.on("error", () => {});
    asked.on("close", () => {
      clearTimeout(end);
      tell(status);
      ended();
    });
    if (body) asked.write(body);
    else asked.end();
  });
}

/** Does it in so many lanes until the end, and goes on after what failed. */
function repeat(lanes: number, work: (lane: number) => Promise<unknown>): Promise<unknown> {
  return Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      while (going) await work(lane).catch(() => pause(100));
    }),
  );
}

async function newest({ client }: Visitor): Promise<string> {
  const { body } = await client.expect(200, "/api/images?limit=1", { keep: true });
  return JSON.parse(body.toString()).images[0].id;
}

function noise(side: number): Promise<Buffer> {
  const pixels = Buffer.from(Array.from({ length: side * side * 3 }, (_, at) => (at * 7919) % 251));
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer();
}

function turbulence(seed: number): Buffer {
  const filter = `<filter id="f"><feTurbulence seed="${seed}" baseFrequency="0.9" numOctaves="40"/></filter>`;
  const size = 'width="6000" height="6000"';
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${filter}<rect ${size} filter="url(#f)"/></svg>`);
}
