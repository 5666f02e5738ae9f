import { readFileSync } from "node:fs";
import { type Browser, type CDPSession, chromium, type Page } from "@playwright/test";
import sharp from "sharp";
import { hooked } from "#components/page-hooks.ts";
import { findBrowser } from "#scripts/browser.ts";
import { inLanes } from "./rounds.ts";
import type { Section } from "./section.ts";
import { newVisitor, type Product, startProduct, type Visitor, withServers } from "./servers.ts";
import { megabytes, milliseconds } from "./table.ts";

const MANY = 1000;
const FEW = 60;
const SELECTED = 100;
const LIMITS = { WORKSPACE_MAX_IMAGES: "2000", WORKSPACE_MAX_BYTES: "20000000000" };
/** px a frame of the screen: a fast flick */
const STEP = 120;
/** ms: a frame that took longer is seen as a jolt */
const JOLT = 50;

/** A thousand pictures on one sheet in a browser: first paint, scrolling to the end, memory; and a hundred of them as a ZIP. */
export const gallery: Section = ({ table, folder }) =>
  withServers([startProduct(folder, LIMITS)], async (product) => {
    const few = await fill(product, FEW);
    const many = await fill(product, MANY);
    const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
    const browser = await chromium.launch({ executablePath: findBrowser() ?? undefined, args });
    try {
      const small = await look(browser, product, few.visitor, FEW);
      const large = await look(browser, product, many.visitor, MANY);
      const row = (what: string, ours: string, floor: string, target = "", met: boolean | null = null) =>
        table.add({
          what: `the sheet with ${MANY} images, in a browser: ${what}`,
          ours,
          floor,
          ratio: "",
          target,
          met,
        });
      const ratio = large.paint / small.paint;
      row(
        "first paint",
        milliseconds(large.paint / 1000),
        `${milliseconds(small.paint / 1000)} with ${FEW}`,
        "<= 1.25",
        ratio <= 1.25,
      );
      row("layout shift until the end", large.shift.toFixed(4), small.shift.toFixed(4), "0", large.shift === 0);
      row(
        `frames of more than ${JOLT} ms while scrolling`,
        percent(large.jolts),
        percent(small.jolts),
        "<= 5 %",
        large.jolts <= 0.05,
      );
      row("JavaScript's memory at the end", megabytes(large.heap), `${megabytes(small.heap)} with ${FEW}`);
      row("the page's process at the end", megabytes(large.resident), `${megabytes(small.resident)} with ${FEW}`);
    } finally {
      await browser.close();
    }
    const ids = many.ids.slice(0, SELECTED).join(",");
    const pack = async () => {
      const started = performance.now();
      const { bytes } = await many.visitor.client.expect(200, `/api/archive?ids=${ids}&format=webp&width=800`);
      return { bytes, seconds: (performance.now() - started) / 1000 };
    };
    const made = await pack();
    const again = await pack();
    table.add({
      what: `ZIP of ${SELECTED} selected images as WebP (${megabytes(made.bytes)}): made, then from stored results`,
      ours: milliseconds(made.seconds),
      floor: milliseconds(again.seconds),
      ratio: "",
      target: "",
      met: null,
    });
  });

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** A workspace with so many different pictures, all of them read. */
async function fill(product: Product, count: number): Promise<{ visitor: Visitor; ids: string[] }> {
  const visitor = newVisitor(product);
  const numbers = Array.from({ length: count }, (_, number) => number).values();
  const ids: string[] = [];
  const send = async () => {
    const number = numbers.next().value ?? 0;
    ids.push(await visitor.send(`picture ${number}.jpg`, await picture(number)));
  };
  await send(); // the first one makes the workspace
  await inLanes(count - 1, 4, send);
  return { visitor, ids };
}

/** A slope of two colours in one of a few shapes: its own thumbnail each, and quickly made. */
function picture(number: number): Promise<Buffer> {
  const [width, height] = [
    [900, 600],
    [600, 900],
    [800, 800],
    [1000, 560],
  ][number % 4] ?? [900, 600];
  const colour = (turn: number) => `hsl(${(number * 47 + turn) % 360} 55% 50%)`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="${colour(0)}"/><stop offset="1" stop-color="${colour(90)}"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/><circle cx="${(number * 37) % 600}" cy="${(number * 53) % 560}" r="120" fill="${colour(200)}"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer();
}

interface Seen {
  /** ms to the first contentful paint */
  paint: number;
  /** of all layout shifts that nobody asked for */
  shift: number;
  /** share of frames that took longer than JOLT */
  jolts: number;
  /** bytes */
  heap: number;
  resident: number;
}

/** Opens the sheet, scrolls to its end as fast as a hand does, and measures what that was like. */
async function look(browser: Browser, product: Product, { cookie }: Visitor, count: number): Promise<Seen> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const [name = "", value = ""] = cookie.split("=", 2);
  await context.addCookies([{ name, value, url: product.address }]);
  const page = await context.newPage();
  await page.addInitScript(watchShifts);
  const protocol = await context.newCDPSession(page);
  await protocol.send("Performance.enable");
  await page.goto(product.address, { waitUntil: "load" });
  const paint = await page.evaluate(firstPaint);
  const frames = await page.evaluate(scrollToEnd, STEP);
  const shown = await page.locator(hooked("item")).count();
  if (shown !== count) throw new Error(`${shown} of ${count} frames at the end of the sheet`);
  const shift = await page.evaluate(() => (window as unknown as { shifted: number }).shifted);
  const seen = {
    paint,
    shift,
    jolts: frames.filter((ms) => ms > JOLT).length / frames.length,
    ...(await memory(protocol, page)),
  };
  await context.close();
  return seen;
}

function firstPaint(): Promise<number> {
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      const entry = list.getEntriesByName("first-contentful-paint")[0];
      if (entry) resolve(entry.startTime);
    });
    observer.observe({ type: "paint", buffered: true });
  });
}

function watchShifts(): void {
  const holder = window as unknown as { shifted: number };
  holder.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
      if (!entry.hadRecentInput) holder.shifted += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
}

/** Scrolls a step a frame until the end stays the end for a second; the ms between the frames. */
function scrollToEnd(step: number): Promise<number[]> {
  return new Promise((resolve) => {
    const frames: number[] = [];
    let last = performance.now();
    let resting = 0;
    const next = (now: number) => {
      const ms = now - last;
      last = now;
      const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 1;
      resting = atEnd ? resting + ms : 0;
      if (resting > 1000) return resolve(frames);
      if (!atEnd) frames.push(ms);
      scrollBy(0, step);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
}

async function memory(protocol: CDPSession, page: Page): Promise<{ heap: number; resident: number }> {
  await protocol.send("HeapProfiler.collectGarbage");
  const { metrics } = await protocol.send("Performance.getMetrics");
  const heap = metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0;
  const whole = await page.context().browser()?.newBrowserCDPSession();
  const { processInfo } = (await whole?.send("SystemInfo.getProcessInfo")) ?? { processInfo: [] };
  const sizes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => residentOf(id));
  return { heap, resident: Math.max(0, ...sizes) };
}

/** bytes (proc(5), VmRSS) */
function residentOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
}
