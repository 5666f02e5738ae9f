/**
 * The floor: the least that a server has to do for the same bytes. Bare `node:http`, sharp on the file that is
 * named, one thread a picture and no cache; it trusts whoever asks and keeps nothing. The encoder's settings are the
 * product's own function, so that the two cannot drift apart; `defaults=1` takes sharp's instead.
 */
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import ExifReader from "exifreader";
import sharp, { type FormatEnum } from "sharp";
import { encode } from "#decoder/convert/encode.ts";
import { DEFAULT_QUALITY } from "#picture/recipe-parameters.ts";

sharp.concurrency(1);
sharp.cache(false);

async function convert(query: URLSearchParams): Promise<Buffer> {
  const format = query.get("format") ?? "webp";
  const width = Number(query.get("width"));
  const image = sharp(query.get("file") ?? "");
  if (width > 0) image.resize({ width, withoutEnlargement: true });
  if (query.has("defaults")) return image.toFormat(format as keyof FormatEnum).toBuffer();
  return encode(image, { format, lossless: false }, DEFAULT_QUALITY[format] ?? 100).toBuffer();
}

/** A thumbnail and the fields: the least that has to be done for a new upload. */
async function thumbnail(file: string): Promise<Buffer> {
  ExifReader.load(await readFile(file), { expanded: true });
  return sharp(file).resize(480, 480, { fit: "inside" }).webp({ quality: 78, effort: 2 }).toBuffer();
}

/** A body as it comes, to disk and through SHA-256. */
async function take(request: IncomingMessage): Promise<string> {
  const path = join(tmpdir(), `plain-upload-${process.pid}`);
  const hash = createHash("sha256");
  request.on("data", (chunk) => hash.update(chunk));
  await pipeline(request, createWriteStream(path));
  await rm(path);
  return hash.digest("hex");
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/convert") response.end(await convert(searchParams));
  else if (pathname === "/thumbnail") response.end(await thumbnail(searchParams.get("file") ?? ""));
  else if (pathname === "/upload") response.end(await take(request));
  else response.writeHead(404).end();
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
});
server.keepAliveTimeout = 75_000; // as ours: a round may pass between two requests on one line
server.listen(0, "127.0.0.1", () => process.send?.(server.address()));
process.on("disconnect", () => process.exit(0));
