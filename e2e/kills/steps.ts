/** What a visitor does, each step noted in the ledger. */
import { randomBytes } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { storedFiles } from "#e2e/data-folder.ts";
import { type Picture, photo, textNamedJpg } from "#e2e/pictures.ts";
import { bytesOf, formOf } from "#e2e/visitor.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { readRows } from "./data-rows.ts";
import { decodeWhole } from "./invariants.ts";
import { distinct, type Lane } from "./lane.ts";
import type { OpenTarget } from "./ledger.ts";

export const PHOTO = await photo("photo.jpg", { width: 300, height: 200 });
const LETTER = await textNamedJpg();
let numbers = 0;
export const next = (like = PHOTO) => distinct(like, `photo ${++numbers}.jpg`);

const HEIC = readFileSync(join(import.meta.dirname, "../../src/decoder/decode/fixtures/turned.heic"));

/** The same HEIC picture with other bytes, in a box that nobody reads (ISO/IEC 14496-12 §8.1.2). */
export function nextHeic(): Picture {
  const free = Buffer.concat([Buffer.from("\0\0\0\x18free", "latin1"), randomBytes(16)]);
  return { name: `photo ${++numbers}.heic`, mimeType: "image/heic", buffer: Buffer.concat([HEIC, free]) };
}

export const expectStatus = async (response: Response, status: number) => {
  if (response.status !== status) throw new Error(`answered ${response.status}: ${await response.text()}`);
};

/** Posts a form; the answer's images are kept from then on. */
export async function sendForm({ visitor, ledger }: Lane, ...pictures: Picture[]): Promise<ImageView[]> {
  ledger.sends(...pictures);
  const response = await visitor.post(pictures);
  await expectStatus(response, 201);
  const { images }: { images: ImageView[] } = await response.json();
  for (const [i, image] of images.entries()) ledger.keeps(image, pictures[i]!);
  return images;
}

export async function settled(lane: Lane, images: ImageView[]): Promise<ImageView[]> {
  return Promise.all(
    images.map(({ links }) =>
      lane.until("ready or failed", async () => {
        const image = await lane.visitor.json(links.self);
        return /ready|failed/.test(image.status) ? image : null;
      }),
    ),
  );
}

export const ready = async (lane: Lane, count: number, like = PHOTO): Promise<ImageView[]> => {
  const images = await settled(lane, await sendForm(lane, ...Array.from({ length: count }, () => next(like))));
  // Its message is acknowledged after the record says so.
  await lane.until("an empty queue", () => (readRows(lane.dataDir).messages === 0 ? true : null));
  return images;
};

/** Bytes of one answer, which are a whole picture. */
export async function picture({ visitor }: Lane, path: string): Promise<Buffer> {
  const response = await visitor.fetch(path);
  const bytes = await bytesOf(response);
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
  const faults: string[] = [];
  await decodeWhole(path, bytes, faults);
  if (faults.length > 0) throw new Error(faults[0]);
  return bytes;
}

export const converted = (image: ImageView, query: string) => `${image.links.convert}?${query}`;

/** The log of the database is emptied half a second after a delete: a step of it like any other. */
const logEmptied = (lane: Lane) =>
  lane.until("an empty log", () => (statSync(join(lane.dataDir, "catalog.sqlite-wal")).size === 0 ? true : null));

export async function remove(lane: Lane, path: string, images: ImageView[]): Promise<void> {
  const ids = images.map(({ id }) => id);
  lane.ledger.deletes(...ids);
  await expectStatus(await lane.visitor.fetch(path, { method: "DELETE" }), 204);
  lane.ledger.deleted(...ids);
  const left = storedFiles(lane.dataDir).filter((file) => ids.some((id) => file.includes(id)));
  if (left.length > 0) throw new Error(`deleted, and still there: ${left.join(", ")}`);
  await logEmptied(lane);
}

export async function removeAll(lane: Lane): Promise<void> {
  const all = [...lane.ledger.entries.values()].filter(({ promised }) => promised === "kept");
  const { images } = await lane.visitor.json<{ images: ImageView[] }>("/api/images?limit=500");
  if (images.length < all.length) throw new Error(`${images.length} of ${all.length} are listed`);
  if (images.length > 0) await remove(lane, "/api/workspace", images);
}

/** Ready, looked at and converted. */
export async function used(lane: Lane, count: number): Promise<ImageView[]> {
  const images = await ready(lane, count);
  for (const image of images) {
    await picture(lane, image.links.preview);
    await picture(lane, converted(image, "format=png&width=40"));
  }
  await lane.until("an empty tmp", () =>
    storedFiles(lane.dataDir).some((file) => file.startsWith("tmp")) ? null : true,
  );
  return images;
}

export async function announceOne({ visitor, ledger }: Lane, file: Picture): Promise<OpenTarget> {
  ledger.sends(file);
  const files = [{ name: file.name, bytes: file.buffer.length, mediaType: file.mimeType }];
  const begun = await visitor.fetch("/api/uploads", { method: "POST", body: JSON.stringify({ files }) });
  await expectStatus(begun, 201);
  const [{ image, target }] = (await begun.json()).uploads;
  const open = { id: image.id, picture: file, target };
  ledger.targets.set(open.id, open);
  return open;
}

/** Sends the bytes of one that was announced. */
export async function sendTo(lane: Lane, { id, picture: file, target }: OpenTarget): Promise<void> {
  await expectStatus(await fetch(target.url, { method: "POST", body: formOf([file], target.fields) }), 204);
  lane.ledger.keeps({ id }, file);
  lane.ledger.targets.delete(id);
}

/** Sends what is no picture, and waits until that is known. */
export const sendLetter = async (lane: Lane) => settled(lane, await sendForm(lane, distinct(LETTER)));
