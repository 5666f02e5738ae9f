import { Agent, type IncomingHttpHeaders, request } from "node:http";
import type { Readable } from "node:stream";

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** bytes of the body */
  bytes: number;
  /** the body, where it was asked for; else empty */
  body: Buffer;
}

export interface AskOptions {
  method?: string;
  headers?: Record<string, string>;
  /** keep the body: else it is counted and thrown away */
  keep?: boolean;
  body?: Buffer | Readable;
  /** the first bytes of the answer's body are here */
  onFirstByte?(): void;
}

export interface Client {
  ask(path: string, options?: AskOptions): Promise<Answer>;
  /** As `ask`, and throws for any other status. */
  expect(status: number, path: string, options?: AskOptions): Promise<Answer>;
  close(): void;
}

/** Asks one server over connections that are kept open. */
export function createClient(address: string, always: Record<string, string> = {}): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

  function ask(path: string, options: AskOptions = {}): Promise<Answer> {
    const { method = "GET", keep = false, body } = options;
    return new Promise((resolve, reject) => {
      const headers = { ...always, ...options.headers };
      const asked = request(new URL(path, address), { agent, method, headers }, (response) => {
        const chunks: Buffer[] = [];
        let bytes = 0;
        response.on("data", (chunk: Buffer) => {
          if (bytes === 0) options.onFirstByte?.();
          bytes += chunk.length;
          if (keep) chunks.push(chunk);
        });
        response.on("error", reject);
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, body: Buffer.concat(chunks) }),
        );
      });
      asked.on("error", reject);
      if (body && !Buffer.isBuffer(body)) body.pipe(asked);
      else asked.end(body);
    });
  }

  return {
    ask,
    async expect(status, path, options) {
      const answer = await ask(path, options);
      if (answer.status === status) return answer;
      throw new Error(`${path.split("?")[0]}: ${answer.status} instead of ${status}: ${answer.body.toString()}`);
    },
    close: () => agent.destroy(),
  };
}
