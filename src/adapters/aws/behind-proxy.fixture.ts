import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { bytesOf } from "#adapters/contract/fixtures.ts";
import { breakingProxy } from "./breaking-proxy.fixture.ts";
import type { S3Settings } from "./s3-client.ts";
import { JPEG, openS3, type S3Server, THUMBNAIL, UPLOAD } from "./s3-server.fixture.ts";

export const answer = (status: string, xml: string) =>
  `HTTP/1.1 ${status}\r\ncontent-type: application/xml\r\ncontent-length: ${xml.length}\r\nconnection: close\r\n\r\n${xml}`;
const SLOW_DOWN = `<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>`;
export const throttled = { answer: answer("503 Slow Down", SLOW_DOWN) };
export const failing = { answer: answer("500 Internal Server Error", "") };

/** A store that reaches its server through a line that can be broken; `direct` does not. */
export async function openBehindProxy(server: S3Server, timeLimits: S3Settings["timeLimits"] = {}) {
  const proxy = await breakingProxy(server.endpoint);
  return { ...(await openS3(server, { endpoint: proxy.endpoint, timeLimits })), proxy };
}
export type BehindProxy = Awaited<ReturnType<typeof openBehindProxy>>;

export const put = ({ store }: BehindProxy, bytes: Buffer, key = UPLOAD) =>
  store.put(key, Readable.from([bytes]), JPEG);

export async function putFile({ store, scratch }: BehindProxy, bytes: Buffer) {
  const path = join(scratch, "made");
  await writeFile(path, bytes);
  return store.putFile(THUMBNAIL, path, { mediaType: "image/webp" });
}

export async function contentOf({ store }: BehindProxy, key = UPLOAD) {
  const object = await store.read(key);
  return object && bytesOf(object.body);
}
