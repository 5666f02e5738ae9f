/**
 * Stands before the stand-in of S3 and does what that one leaves out: looks at policies, signatures and their end,
 * answers pages of other origins, gives an object the name and type that an address asks for, and announces uploads.
 */
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { refuseAddress } from "./address.ts";
import type { Announcer, Stored } from "./announcer.ts";
import { answerPreflight, sayWhoMayRead } from "./cors.ts";
import { type Form, type Refusal, readForm, refuseForm } from "./upload-form.ts";

/** `reset`: the connection breaks before the store saw the request; `lose`: after it did what it was asked. */
export type Fate = "pass" | "reset" | "lose";

export interface Bucket {
  name: string;
  /** whose pages may use it */
  origins: Set<string>;
  announcer: Announcer;
  /** decides what becomes of each request */
  fate(method: string, key: string): Fate;
}

export interface Front {
  endpoint: string;
  buckets: Map<string, Bucket>;
  close(): void;
}

/** @param target where the stand-in listens on this machine */
export async function startFront(target: { port: number }, secret: string): Promise<Front> {
  const buckets = new Map<string, Bucket>();
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, answer) => {
    handle(incoming, answer).catch(() => answer.destroy()); // whoever asked, or the stand-in, is gone
  });

  async function handle(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? "/", endpoint);
    const [, name = "", ...path] = url.pathname.split("/");
    const bucket = buckets.get(name);
    if (!bucket) return refuse(answer, { status: 404, code: "NoSuchBucket" });
    const { method = "GET" } = incoming;
    if (method === "OPTIONS") return answerPreflight(incoming, answer, bucket.origins);
    sayWhoMayRead(incoming, answer, bucket.origins);
    const refusal = url.searchParams.has("X-Amz-Signature") ? refuseAddress(method, url, secret) : null;
    if (refusal) return refuse(answer, refusal);
    const isForm = method === "POST" && /^multipart\/form-data/.test(incoming.headers["content-type"] ?? "");
    const sent = isForm ? await buffer(incoming) : null;
    const form = sent && (await readForm(sent, incoming.headers["content-type"] ?? ""));
    const refused = form && refuseForm(form, name, secret);
    if (refused) return refuse(answer, refused);
    const key = form?.fields.key ?? decodeURIComponent(path.join("/"));
    const fate = bucket.fate(method, key);
    if (fate === "reset") return void incoming.socket.destroy();

    const { port } = target;
    const forwarded = request({
      host: "127.0.0.1",
      port,
      method,
      path: incoming.url,
      headers: incoming.headers,
      agent,
    });
    const reply = new Promise<IncomingMessage>((done, failed) => forwarded.on("response", done).on("error", failed));
    if (sent) forwarded.end(sent);
    else pipeline(incoming, forwarded).catch(() => forwarded.destroy());
    const response = await reply;
    const how = stores(method, url, form);
    const etag = String(response.headers.etag ?? "").replaceAll('"', "");
    const bytes = form?.bytes ?? Number(incoming.headers["content-length"] ?? 0);
    if (how && response.statusCode && response.statusCode < 300 && key.startsWith("uploads/")) {
      bucket.announcer.announce({ key, bytes, etag, how });
    }
    if (fate === "lose") return void incoming.socket.destroy();
    const asked = method === "GET" || method === "HEAD" ? headersAskedFor(url, incoming, response) : {};
    answer.writeHead(response.statusCode ?? 500, { ...response.headers, ...asked });
    await pipeline(response, answer);
  }

  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    endpoint,
    buckets,
    close() {
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
}

/** How a request that succeeds makes an object, or null where it makes none. */
function stores(method: string, { searchParams }: URL, form: Form | null): Stored["how"] | null {
  if (form) return "Post";
  if (method === "POST" && searchParams.has("uploadId")) return "CompleteMultipartUpload";
  return method === "PUT" && !searchParams.has("partNumber") ? "Put" : null;
}

/** "Overriding response header values through the request", Amazon S3 API Reference, GetObject. */
function headersAskedFor({ searchParams }: URL, request: IncomingMessage, response: IncomingMessage) {
  const status = response.statusCode ?? 500;
  if (status === 304) return { etag: request.headers["if-none-match"] }; // the stand-in leaves it out
  if (status >= 300) return {};
  const asked = [...searchParams].filter(([name]) => name.startsWith("response-"));
  return Object.fromEntries(asked.map(([name, value]) => [name.slice("response-".length), value]));
}

function refuse(answer: ServerResponse, { status, code }: Refusal): void {
  answer.writeHead(status, { "content-type": "application/xml" });
  answer.end(`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>Refused.</Message></Error>`);
}
