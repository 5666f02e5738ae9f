/** Requests on sockets that the test holds in its hand: to be broken, starved or left hanging. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import type { Picture } from "#e2e/pictures.ts";
import type { Visitor } from "#e2e/visitor.ts";

export interface RawRequest {
  method: "GET" | "POST";
  /** of this server, or a path */
  address: string;
  headers?: Record<string, string | number>;
  body?: Buffer;
}

const BOUNDARY = "a-boundary-that-is-in-no-picture";

/** A form of one file, as a raw request. */
export function formRequest(
  visitor: Visitor,
  address: string,
  picture: Picture,
  fields: Record<string, string> = {},
): RawRequest {
  const { head, tail } = formAround(picture, fields);
  const body = Buffer.concat([head, picture.buffer, tail]);
  return { method: "POST", address, headers: { ...formHeaders(body.length), ...cookieOf(visitor) }, body };
}

export function formAround({ name, mimeType }: Omit<Picture, "buffer">, fields: Record<string, string> = {}) {
  const part = (head: string, value: string) =>
    `--${BOUNDARY}\r\ncontent-disposition: form-data; ${head}\r\n${value}\r\n`;
  const texts = Object.entries(fields).map(([field, value]) => part(`name="${field}"`, `\r\n${value}`));
  const file = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${mimeType}\r\n\r\n`;
  return { head: Buffer.from(texts.join("") + file), tail: Buffer.from(`\r\n--${BOUNDARY}--\r\n`) };
}

export const formHeaders = (length: number) => ({
  "content-type": `multipart/form-data; boundary=${BOUNDARY}`,
  "content-length": length,
});

export const cookieOf = ({ cookie }: Visitor): Record<string, string> =>
  cookie === null ? {} : { cookie: `workspace=${cookie}` };

/** Connects; an error of the line is the test's own doing and ends it in silence. */
export async function connectTo(visitor: Visitor): Promise<Socket> {
  const { hostname, port } = new URL(visitor.address);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {});
  await once(socket, "connect");
  return socket;
}

export function headOf(visitor: Visitor, { method, address, headers = {} }: RawRequest): string {
  const url = new URL(address, visitor.address);
  const lines = Object.entries({ host: url.host, connection: "close", ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return `${method} ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`;
}

/** Writes and waits until the system has taken it; false where the other side is gone. */
export function written(socket: Socket, bytes: Buffer | string): Promise<boolean> {
  return new Promise((done) => {
    const gone = () => done(false);
    socket.once("close", gone);
    socket.write(bytes, (error) => {
      socket.off("close", gone);
      done(!error);
    });
  });
}

/** All that comes until the end, as text of one byte a character. */
export async function answerOn(socket: Socket): Promise<{ status: number; text: string }> {
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  await closed(socket);
  const text = Buffer.concat(chunks).toString("latin1");
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text };
}

/** Sends a request up to a byte of its body and breaks the line. */
export async function breakWhileSending(
  visitor: Visitor,
  request: RawRequest,
  after: number,
  reset: boolean,
): Promise<void> {
  const socket = await connectTo(visitor);
  socket.resume();
  await written(socket, headOf(visitor, request));
  await written(socket, request.body!.subarray(0, after));
  await cut(socket, reset);
}

/** Sends a whole request, reads at least that many bytes of the answer (fewer where it is shorter), and breaks the line. */
export async function breakWhileReading(
  visitor: Visitor,
  request: RawRequest,
  after: number,
  reset: boolean,
): Promise<void> {
  const socket = await connectTo(visitor);
  await written(socket, headOf(visitor, request));
  let read = 0;
  if (after > 0) {
    await new Promise<void>((enough) => {
      socket.once("close", () => enough());
      socket.on("data", (chunk) => {
        read += chunk.length;
        if (read < after) return;
        socket.pause();
        enough();
      });
    });
  }
  await cut(socket, reset);
}

/** Sends a whole request and breaks the line that many ms later, whatever the server is doing then. */
export async function breakAtMoment(visitor: Visitor, request: RawRequest, ms: number, reset: boolean): Promise<void> {
  const socket = await connectTo(visitor);
  await written(socket, headOf(visitor, request));
  socket.resume();
  await new Promise((moment) => setTimeout(moment, ms));
  await cut(socket, reset);
}

/** However it ends: `once` would throw where it ends with an error. */
const closed = (socket: Socket): Promise<void> =>
  new Promise((done) => {
    if (socket.closed) done();
    else socket.once("close", () => done());
  });

async function cut(socket: Socket, reset: boolean): Promise<void> {
  if (socket.destroyed) return;
  if (reset) socket.resetAndDestroy();
  else socket.destroy();
  await closed(socket);
}
