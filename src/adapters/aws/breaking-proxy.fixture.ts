/** A way to a server on which connections break, answers get lost and nobody answers: as told, request by request. */
import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export type Fault = {
  /** which request it falls on: its first line and headers; the next one where nothing is said */
  on?: RegExp;
} & (
  | /** cut once so many bytes of the request went through; 0: the server sees nothing of it */ {
      cutRequestAfter: number;
    }
  | /** the server does what it was asked; cut once so many bytes of its answer came back */ { cutAnswerAfter: number }
  | /** as above, but the connection stays and nothing more comes */ { silentAfter: number }
  | /** answered here, and never sent on */ { answer: string }
);

export interface BreakingProxy {
  endpoint: string;
  /** each is used once, in order, and the request that it falls on waits for nothing else */
  faults: Fault[];
  /** the first line of each request so far */
  requests: string[];
  /** Refuses connections from now on, and cuts those that stand. */
  goAway(): Promise<void>;
}

const REQUEST = /^(GET|HEAD|PUT|POST|DELETE|OPTIONS) \S+ HTTP\/1\.1\r\n/;

/** @param target the address of the server behind */
export async function breakingProxy(target: string): Promise<BreakingProxy> {
  const { hostname, port } = new URL(target);
  const faults: Fault[] = [];
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let fault: Fault | null = null;
    let sent = 0;
    let received = 0;
    const cut = () => {
      client.resetAndDestroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket
        .on("error", () => {})
        .on("close", () => {
          sockets.delete(socket);
          client.destroy();
          upstream.destroy();
        });
    }
    client.on("data", (chunk) => {
      const head = chunk.toString("latin1");
      if (REQUEST.test(head)) {
        requests.push(head.slice(0, head.indexOf("\r\n")));
        const [next] = faults;
        fault = next && (next.on?.test(head) ?? true) ? next : null;
        if (fault) faults.shift();
        sent = 0;
        received = 0;
      }
      if (fault && "answer" in fault) return void client.end(fault.answer);
      const room = fault && "cutRequestAfter" in fault ? fault.cutRequestAfter - sent : Number.POSITIVE_INFINITY;
      sent += chunk.length;
      if (chunk.length < room) upstream.write(chunk);
      else upstream.write(chunk.subarray(0, room), cut);
    });
    upstream.on("data", (chunk) => {
      const limit = fault && "cutAnswerAfter" in fault ? fault.cutAnswerAfter : Number.POSITIVE_INFINITY;
      const silence = fault && "silentAfter" in fault ? fault.silentAfter : Number.POSITIVE_INFINITY;
      const room = Math.max(0, Math.min(limit, silence) - received);
      received += chunk.length;
      if (chunk.length < room) client.write(chunk);
      else client.write(chunk.subarray(0, room), () => received >= limit && cut());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const goAway = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  onTestFinished(goAway);
  const { port: own } = server.address() as { port: number };
  return { endpoint: `http://127.0.0.1:${own}`, faults, requests, goAway };
}
