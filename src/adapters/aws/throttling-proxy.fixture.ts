/** A proxy before a stand-in of DynamoDB or SQS that spoils single calls, as tables, queues and networks do. */
import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/**
 * `throttle`: refused for now; `deny`: refused for good, so that nothing is tried again, as if the caller had died;
 * `reset`: the connection breaks before the service has seen the call; `lose`: after it has done it; `hang`: no answer.
 */
export type Fate = "pass" | "throttle" | "deny" | "reset" | "lose" | "hang";

export interface Call {
  /** `UpdateItem`, `SendMessage` … */
  operation: string;
  body: string;
}

export interface Proxy {
  endpoint: string;
  /** what came through, or tried to */
  calls: Call[];
  /** decides from now on; whatever it does first is done before the call */
  decide(fate: (call: Call) => Fate | Promise<Fate>): void;
  close(): void;
}

export async function startProxy(port: number): Promise<Proxy> {
  const calls: Call[] = [];
  let fateOf: (call: Call) => Fate | Promise<Fate> = () => "pass";
  const agent = new Agent({ keepAlive: true });

  async function handle(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const sent = await buffer(incoming);
    const operation = String(incoming.headers["x-amz-target"]).split(".").at(-1) ?? "";
    const call = { operation, body: sent.toString() };
    calls.push(call);
    const fate = await fateOf(call);
    if (fate === "hang") return;
    if (fate === "reset") return void incoming.socket.destroy();
    if (fate === "throttle") return refuse(answer, THROTTLED[calls.length % THROTTLED.length] ?? "");
    if (fate === "deny") return refuse(answer, "com.amazon.coral.service#AccessDeniedException");
    const { method, url, headers } = incoming;
    const forwarded = request({ host: "127.0.0.1", port, method, path: url, headers, agent });
    forwarded.end(sent);
    const [reply] = (await once(forwarded, "response")) as [IncomingMessage];
    const received = await buffer(reply);
    if (fate === "lose") return void incoming.socket.destroy();
    answer.writeHead(reply.statusCode ?? 500, reply.headers).end(received);
  }

  const server = createServer((incoming, answer) => void handle(incoming, answer));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    decide(fate) {
      fateOf = fate;
    },
    close() {
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
}

/** How a table says that too much was asked of it: in its own words, and in those of its account's limits. */
const THROTTLED = [
  "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException",
  "com.amazon.coral.availability#ThrottlingException",
  "com.amazonaws.dynamodb.v20120810#RequestLimitExceeded",
];

function refuse(answer: ServerResponse, type: string): void {
  answer.writeHead(400, { "content-type": "application/x-amz-json-1.0" });
  answer.end(JSON.stringify({ __type: type, message: "Refused by the test." }));
}
