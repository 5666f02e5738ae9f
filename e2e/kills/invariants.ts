/** What must hold after every kill, through the API and in the data folder. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import sharp from "sharp";
import type { ImageRecord } from "#domain/image.ts";
import { entriesBelow } from "#e2e/data-folder.ts";
import { formOf } from "#e2e/visitor.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { type Rows, readRows } from "./data-rows.ts";
import type { Lane } from "./lane.ts";
import { sha256 } from "./ledger.ts";
import { until } from "./poll.ts";

export interface Expected {
  /** images may go by themselves */
  expiring?: boolean;
}

/** The faults, a sentence each; none where all of it holds. */
export async function checkInvariants(lane: Lane, expected: Expected): Promise<string[]> {
  const faults: string[] = [];
  const check = async (what: string, look: () => void | Promise<void>) => {
    try {
      await look();
    } catch (error) {
      faults.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  await check("open targets", () => sendToOpenTargets(lane));
  if (expected.expiring) await check("nothing outlives its time", () => allGone(lane));
  await check("nothing is stuck", () => allSettled(lane));
  await check("what the visitor sees", () => seesWhatWasPromised(lane, faults, expected));
  await check("the data folder", () => checkFolder(lane, faults));
  return faults;
}

/** An announced upload whose target is open can still be sent, unless its bytes were there before the kill. */
async function sendToOpenTargets({ visitor, ledger }: Lane): Promise<void> {
  for (const { id, picture, target } of ledger.targets.values()) {
    const url = new URL(new URL(target.url).pathname, visitor.address);
    const response = await fetch(url, { method: "POST", body: formOf([picture], target.fields) });
    const text = await response.text();
    const arrived = response.status === 400 && text.includes("invalid_request");
    if (response.status !== 204 && !arrived) throw new Error(`${id} was answered ${response.status} ${text}`);
    ledger.keeps({ id }, picture);
  }
  ledger.targets.clear();
}

async function listAll({ visitor }: Lane): Promise<ImageView[]> {
  const { images } = await visitor.json<{ images: ImageView[] }>("/api/images?limit=500");
  return images;
}

async function allGone({ dataDir }: Lane): Promise<void> {
  await until("no record and no file", () => {
    const files = entriesBelow(dataDir).filter(({ path, isFile }) => isFile && isObject(path));
    return readRows(dataDir).images.length + files.length === 0 ? true : null;
  });
}

const isObject = (path: string) => /^(uploads|derived)[/\\]/.test(path);

/** Announced, and its target is open: the one reason for which a record may wait. */
const waitsForBytes = ({ status, reserved, uploadEndsAt }: ImageRecord): boolean =>
  status === "pending" && reserved > 0 && uploadEndsAt !== null && uploadEndsAt > Date.now();

async function allSettled({ dataDir }: Lane): Promise<void> {
  let unsettled: string[] = [];
  const settled = () => {
    const { images, messages } = readRows(dataDir);
    const open = images.filter((image) => /pending|processing/.test(image.status) && !waitsForBytes(image));
    unsettled = open.map(({ id, status }) => `${id} ${status}, ${messages} messages`);
    return unsettled.length === 0 ? true : null;
  };
  await until("ready or failed", settled).catch(() => {
    throw new Error(`stuck: ${unsettled.join(", ")}`);
  });
}

async function seesWhatWasPromised(lane: Lane, faults: string[], { expiring }: Expected): Promise<void> {
  const { visitor, ledger } = lane;
  const images = new Map((await listAll(lane)).map((image) => [image.id, image]));
  for (const { id, promised } of ledger.entries.values()) {
    if (promised === "kept" && !images.has(id) && !expiring) faults.push(`lost: ${id}, which was answered 201`);
    if (promised === "gone" && images.has(id)) faults.push(`back: ${id}, whose delete was answered 204`);
    if (images.has(id)) continue;
    const { status } = await visitor.fetch(`/api/images/${id}/original`);
    if (status !== 404 && !(expiring && status === 410)) faults.push(`${id} is not listed, its original is ${status}`);
    if (promised === "unsure" || expiring) ledger.deleted(id);
  }
  for (const image of images.values()) {
    if (image.status === "pending") continue; // its bytes have not come
    const known = ledger.entries.get(image.id);
    const original = await visitor.fetch(image.links.original);
    const hash = sha256(Buffer.from(await original.arrayBuffer()));
    if (expiring && /404|410/.test(String(original.status))) continue;
    if (original.status !== 200) faults.push(`the original of ${image.id} is answered ${original.status}`);
    else if (known?.sha256 ? hash !== known.sha256 : !ledger.sent.has(hash))
      faults.push(`${image.id} has other bytes than were sent`);
    if (!known) ledger.entries.set(image.id, { id: image.id, sha256: hash, promised: "kept" });
    else if (known.promised === "unsure") known.promised = "kept";
    if (image.status !== "ready") continue;
    const thumbnail = await visitor.fetch(image.links.thumbnail);
    if (expiring && /404|410/.test(String(thumbnail.status))) continue;
    if (thumbnail.status !== 200) faults.push(`the thumbnail of ${image.id} is answered ${thumbnail.status}`);
    else await decodeWhole(`the thumbnail of ${image.id}`, Buffer.from(await thumbnail.arrayBuffer()), faults);
  }
}

export async function decodeWhole(what: string, bytes: Buffer, faults: string[]): Promise<void> {
  try {
    await sharp(bytes, { failOn: "truncated" }).raw().toBuffer();
  } catch (error) {
    faults.push(`${what} does not decode: ${error}`);
  }
}

function parseWhole(what: string, bytes: Buffer, faults: string[]): void {
  try {
    JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    faults.push(`${what} is no JSON: ${error}`);
  }
}

/** What was looked at once stays as it is: objects are never written again under their name. */
const decoded = new Set<string>();

async function checkFolder(lane: Lane, faults: string[]): Promise<void> {
  const { dataDir } = lane;
  // The worker acknowledges after the record says `ready`, and clears its scratch folder before.
  const rows = await until("an empty queue", () => {
    const now = readRows(dataDir);
    return now.messages === 0 ? now : null;
  });
  const entries = entriesBelow(dataDir);
  checkUsage(rows, faults);
  if (rows.lostDetails + rows.lostResults > 0) faults.push("details or results of an image that is gone");

  const owners = new Map(rows.images.map((image) => [`${image.workspace}/${image.id}`, image]));
  const results = new Set(rows.results.map(({ key }) => key));
  for (const { path, isFile } of entries) {
    const [area, workspace, id, name] = path.split(/[/\\]/);
    const isTemporary = area?.startsWith("tmp") ?? false;
    if (isTemporary && isFile) faults.push(`left in tmp: ${path}`);
    if (!isTemporary && area !== "uploads" && area !== "derived") {
      if (!/^(catalog\.sqlite(-wal|-shm)?|lock|lock\.pid|secret)$/.test(path)) faults.push(`left behind: ${path}`);
      continue;
    }
    if (isTemporary || workspace === undefined) continue;
    if (!isFile) {
      if (readdirSync(join(dataDir, path)).length === 0) faults.push(`an empty folder: ${path}`);
      continue;
    }
    if (!owners.has(`${workspace}/${id}`)) faults.push(`of no record: ${path}`);
    const bytes = readFileSync(join(dataDir, path));
    if (area === "uploads") {
      if (sha256(bytes) !== name) faults.push(`its bytes are not its name's: ${path}`);
      continue;
    }
    if (!/^(thumbnail-\w+|preview)\.webp$/.test(name ?? "") && !results.has(path.replaceAll("\\", "/")))
      faults.push(`a stored result that does not count: ${path}`);
    const mark = `${path} ${statSync(join(dataDir, path)).mtimeMs} ${bytes.length}`;
    if (decoded.has(mark)) continue;
    if (path.endsWith(".json")) parseWhole(path, bytes, faults);
    else await decodeWhole(path, bytes, faults);
    decoded.add(mark);
  }
  for (const key of results)
    if (!entries.some(({ path }) => path === key)) faults.push(`counted and not there: ${key}`);
  const uploads = new Set(entries.filter(({ isFile }) => isFile).map(({ path }) => dirname(path)));
  for (const image of rows.images) {
    if (!uploads.has(`uploads/${image.workspace}/${image.id}`) && !waitsForBytes(image) && image.expiresAt > Date.now())
      faults.push(`a record without bytes: ${image.id}`);
  }
}

function checkUsage({ images, usage }: Rows, faults: string[]): void {
  const sums = new Map<string, string>();
  for (const { workspace } of images) {
    const own = images.filter((image) => image.workspace === workspace);
    const settled = own.reduce((sum, { reserved }) => sum + reserved, 0);
    const bytes = own.reduce((sum, image) => sum + image.bytes, 0);
    if (settled !== bytes) faults.push(`the records of ${workspace} reserve ${settled} of ${bytes} bytes`);
    sums.set(workspace, `${own.length} images, ${settled} bytes`);
  }
  const counted = new Map(usage.map((row) => [row.workspace, `${row.images} images, ${row.bytes} bytes`]));
  for (const workspace of new Set([...sums.keys(), ...counted.keys()])) {
    if (sums.get(workspace) !== counted.get(workspace))
      faults.push(`usage says ${counted.get(workspace) ?? "nothing"}, the records ${sums.get(workspace) ?? "nothing"}`);
  }
}
