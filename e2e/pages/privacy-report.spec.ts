/** What a picture gives away, on its own page: in plain words, with what to do; and the small copy inside it. */
import type { Page } from "@playwright/test";
import sharp from "sharp";
import {
  exifSegment,
  short,
  tiffWithCopy,
  withSegments,
  xmpPacket,
  xmpSegment,
} from "#decoder/inspect/byte-builders.fixture.ts";
import { expect, test } from "#e2e/fixtures.ts";
import { cutOff, type Picture, photo, withUnknownChunk } from "#e2e/pictures.ts";
import { disclosures } from "#messages/disclosures.ts";
import { imageMessages as words } from "#messages/picture.ts";
import { editHistoryMessages, privacyMessages } from "#messages/privacy.ts";
import { filePartMessages, removalMessages, reportMessages } from "#messages/report.ts";

const NAMESPACES = `xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
  xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"`;
const SAID = `<Iptc4xmpExt:PersonInImage><rdf:Bag><rdf:li>&lt;b&gt;Anna&lt;/b&gt;</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage>
  <xmpMM:History><rdf:Seq><rdf:li stEvt:action="cropped" stEvt:when="2024-05-06T07:08:09+02:00"
  stEvt:softwareAgent="Darkroom 3"/></rdf:Seq></xmpMM:History>`;

/** Cropped to its left half since its small copy was made. */
async function cropped(name = "cropped.jpg"): Promise<Picture> {
  const whole = await photo(name);
  const copy = await sharp(whole.buffer).resize(160).jpeg().toBuffer();
  const half = await sharp(whole.buffer).extract({ left: 0, top: 0, width: 300, height: 200 }).jpeg().toBuffer();
  const exif = exifSegment(tiffWithCopy(copy, [short(0x0112, 1)]));
  return { ...whole, buffer: withSegments(half, exif, xmpSegment(xmpPacket(SAID, NAMESPACES))) };
}

const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("says in plain words what a picture gives away, and what to do about it", async ({ page, visitor, enter }) => {
  const image = await visitor.ready(await cropped());
  await enter(visitor);
  await page.goto(`/images/${image.id}`);
  const told = part(page, words.givesAway);
  const person = told
    .getByRole("listitem")
    .filter({ hasText: disclosures.person.sentence("<b>Anna</b>") })
    .first();
  await expect(
    person.getByRole("link", { name: `${reportMessages.takeOut} ${removalMessages.named.people}` }),
  ).toHaveAttribute("href", `/images/${image.id}/scrub?remove=people`);
  await told.getByText(/^All \d+, with their sources$/).click();
  await expect(told.getByText("XMP:XMP-iptcExt PersonInImage").last()).toBeVisible();
  await expect(told.getByText("Darkroom 3").first()).toBeVisible();
  const steps = part(page, words.inside).getByRole("list", { name: editHistoryMessages.title }).getByRole("listitem");
  await expect(steps).toHaveText("2024-05-06 07:08:09+02:00 cropped, Darkroom 3");
});

test("shows the small copy inside where it shows more than the picture", { tag: "@store" }, async ({
  page,
  visitor,
  enter,
}) => {
  const image = await visitor.ready(await cropped("half.jpg"));
  await enter(visitor);
  await page.goto(`/images/${image.id}`);
  await expect(part(page, words.givesAway)).toContainText(privacyMessages.copyDiffers);
  const copy = page.getByRole("img", { name: privacyMessages.copyAlt("half.jpg") });
  await copy.scrollIntoViewIfNeeded();
  await expect
    .poll(() => copy.evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]))
    .toEqual([160, 107]);
});

test("shows no copy that shows the same", async ({ page, visitor, enter }) => {
  const whole = await photo("same.jpg");
  const copy = await sharp(whole.buffer).resize(160).jpeg().toBuffer();
  const buffer = withSegments(whole.buffer, exifSegment(tiffWithCopy(copy)));
  const image = await visitor.ready({ ...whole, buffer });
  await enter(visitor);
  await page.goto(`/images/${image.id}`);
  await expect(part(page, words.givesAway)).toContainText(disclosures.thumbnail.sentence());
  await expect(part(page, words.givesAway)).not.toContainText(privacyMessages.copyDiffers);
  await expect(page.getByRole("img", { name: privacyMessages.copyAlt("same.jpg") })).toHaveCount(0);
});

test("draws the file part by part, and tells of each what it is", async ({ page, visitor, enter }) => {
  const image = await visitor.ready(await withUnknownChunk("note: the blue house"));
  await enter(visitor);
  await page.goto(`/images/${image.id}`);
  await expect(part(page, words.givesAway)).toContainText("unknown", { ignoreCase: true });
  await expect(part(page, words.givesAway)).not.toContainText(reportMessages.nothing);
  const strip = part(page, filePartMessages.title);
  await expect(strip).toContainText(filePartMessages.unknown("32 B"));
  await strip.getByText(/^\d+ parts, /).click();
  await strip.getByText(`${filePartMessages.kinds.unknown} prVt`).click();
  await expect(strip.getByText(filePartMessages.about.unknown)).toBeVisible();
  await expect(strip.getByText(filePartMessages.position("33", "64"))).toBeVisible();
});

test("says of a file that is cut off that not all of it is known", async ({ page, visitor, enter }) => {
  const image = await visitor.ready(await cutOff());
  await enter(visitor);
  await page.goto(`/images/${image.id}`);
  const told = part(page, words.givesAway);
  await expect(told).toContainText(/Not all of it is known: .*parts? not read/);
  await expect(told).not.toContainText(reportMessages.nothing);
  await told.getByText(reportMessages.allNotRead).click();
  await expect(told.getByRole("heading", { name: reportMessages.notReadTitle })).toBeVisible();
});

test("answers with the copy alone, or with 404", { tag: "@store" }, async ({ visitor, server }) => {
  const { id } = await visitor.ready(await cropped());
  expect((await visitor.json(`/api/images/${id}`)).embedded).toEqual({ width: 160, height: 107, differs: true });
  const answer = await visitor.fetch(`/api/images/${id}/embedded`);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/webp"]);
  const { format, width, exif, xmp } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
  expect({ format, width, exif, xmp }).toEqual({ format: "webp", width: 160 });
  const without = await visitor.ready(await photo());
  expect((await visitor.json(`/api/images/${without.id}`)).embedded).toBeNull();
  expect((await visitor.fetch(`/api/images/${without.id}/embedded`)).status).toBe(404);
  expect((await fetch(`${server.address}/api/images/${id}/embedded`)).status).toBe(404);
});
