/** The page of one picture as the stories come to it. */
import type { Page } from "@playwright/test";
import { expect } from "#e2e/fixtures.ts";
import type { Picture } from "#e2e/pictures.ts";
import type { Visitor } from "#e2e/visitor.ts";
import { imageMessages } from "#messages/picture.ts";

/** Sends pictures one by one, so that the last one is the newest, and gives the address of each page. */
export async function sent(visitor: Visitor, pictures: Picture[]): Promise<string[]> {
  const pages: string[] = [];
  for (const picture of pictures) pages.push(`/images/${(await visitor.ready(picture)).id}`);
  return pages;
}

export const shows = (page: Page, name: string) => expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

/** Until the keys are listened to. */
export const watched = (page: Page) =>
  expect(page.getByRole("link", { name: imageMessages.back })).toHaveAttribute("aria-keyshortcuts", "Escape");
