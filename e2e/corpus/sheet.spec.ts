/** Files of real cameras and programs, all at once, where there is a folder of them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "#e2e/fixtures.ts";
import { choose, expectShown, frame, frames } from "#e2e/sheet-page.ts";
import { createVisitor } from "#e2e/visitor.ts";
import type { ImageView } from "#web/responses/image-view.ts";

const FOLDER = resolve(process.env.CORPUS_DIR ?? join(import.meta.dirname, "../../../shared/corpus"));
const PICTURES = /\.(jpg|png|webp|gif|avifs?|tiff?|svg|heic|bmp|ico)$/i;

const isThere = existsSync(FOLDER);
const reason = `There is no folder of pictures at ${FOLDER}: set CORPUS_DIR.`;
if (!isThere) console.log(reason);

test("opens every picture of the corpus", async ({ page, context, server }, testInfo) => {
  test.skip(!isThere, reason);
  test.slow();
  const files = readdirSync(FOLDER).filter((name) => PICTURES.test(name));
  await page.goto("/");
  await choose(page, ...files.map((name) => ({ name, mimeType: "", buffer: readFileSync(join(FOLDER, name)) })));
  await expect(frames(page)).toHaveCount(files.length, { timeout: 60_000 });

  const visitor = createVisitor(server.address);
  visitor.cookie = (await context.cookies()).find(({ name }) => name === "workspace")?.value ?? null;
  const list = async () => (await visitor.json<{ images: ImageView[] }>("/api/images?limit=500")).images;
  const inWork = async () => (await list()).filter(({ status }) => status !== "ready" && status !== "failed").length;
  await expect.poll(inWork, { timeout: 120_000 }).toBe(0);

  for (const { name, status, error, bytes } of await list()) {
    const outcome = status === "failed" ? `failed: ${error?.code}` : status;
    expect.soft(outcome, name).toBe("ready");
    expect.soft(bytes, name).toBeGreaterThan(0);
  }
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [390, 768, 1440]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto("/");
      await expect(frame(page, "gps.jpg")).toBeVisible();
      await expectShown(page, "gps.jpg");
      await page.evaluate(() => window.scrollTo(0, 0));
      const path = testInfo.outputPath(`sheet-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
    }
  }
});
