/**
 * `npm run screenshots`: the pictures in docs/images, taken of the product as it is now: a server with a data folder
 * of its own, a dozen drawn pictures on its sheet, and a browser that looks at them.
 */
import { mkdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import sharp from "sharp";
import { startServer } from "#e2e/server.ts";
import { convertMessages as convert } from "#messages/convert.ts";
import { viewerMessages as viewer } from "#messages/picture.ts";
import { selectionMessages as selection } from "#messages/selection.ts";
import { findBrowser } from "./browser.ts";
import { buildIfNeeded } from "./build.ts";
import { fillSheet } from "./fill-sheet.ts";

const out = resolve(import.meta.dirname, "../docs/images");
const MAX_BYTES = 300_000;
const DESK: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, colorScheme: "light" };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  colorScheme: "dark",
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};
/** Debian's Chromium needs the first one as root; the rest keeps it from calling home. */
const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"];

await buildIfNeeded();
const executablePath = findBrowser();
if (!executablePath) process.exit(1);
mkdirSync(out, { recursive: true });
const server = await startServer();
const browser = await chromium.launch({ executablePath, args });
try {
  const { cookie, images } = await fillSheet(server.address);
  const newest = images.at(-1);
  await shoot("sheet.png", DESK, cookie, "/", chooseTwo);
  await shoot("picture.png", DESK, cookie, `/images/${newest?.id}`, convertToWebp);
  await shoot("phone.png", PHONE, cookie, "/");
} finally {
  await browser.close();
  await server.stop();
}

/** What is chosen, and what can be done with it. */
async function chooseTwo(page: Page): Promise<void> {
  for (const at of [1, 3])
    await page
      .getByRole("checkbox", { name: /^Choose / })
      .nth(at)
      .check({ force: true });
  await page.getByRole("region", { name: selection.title }).waitFor();
}

/** The result beside the picture. */
async function convertToWebp(page: Page): Promise<void> {
  await page.getByLabel(convert.format, { exact: true }).selectOption("webp");
  await page.getByRole("slider", { name: viewer.split }).waitFor();
  await page.evaluate(() => scrollTo(0, 0));
}

async function shoot(
  name: string,
  device: BrowserContextOptions,
  cookie: string,
  path: string,
  act: (page: Page) => Promise<void> = async () => {},
): Promise<void> {
  const context = await browser.newContext({
    ...device,
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "Europe/Paris",
  });
  await context.addCookies([{ name: "workspace", value: cookie, url: server.address }]);
  const page = await context.newPage();
  await page.goto(server.address + path, { waitUntil: "networkidle" });
  await page.evaluate(() => {
    const seen = [...document.images].filter((image) => image.getBoundingClientRect().top < window.innerHeight);
    return Promise.all(seen.map((image) => image.decode()));
  });
  await act(page);
  await page.mouse.move(0, 0);
  await save(await page.screenshot(), join(out, name));
  await context.close();
}

/** With as many colours as the size allows. */
async function save(png: Buffer, path: string): Promise<void> {
  for (const colours of [256, 128, 64, 32]) {
    await sharp(png).png({ palette: true, colours, effort: 10, compressionLevel: 9 }).toFile(path);
    if (statSync(path).size <= MAX_BYTES) break;
  }
  console.log(`${path}: ${statSync(path).size} bytes`);
}
