import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";

/** What a press saves: its name and its bytes. */
export async function saved(page: Page, press: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const saving = page.waitForEvent("download");
  await press();
  const file = await saving;
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}
