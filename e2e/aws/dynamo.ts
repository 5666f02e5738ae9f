/**
 * DynamoDB's stand-in in a process of its own, so that a table answers in time while the test, the store and the queues
 * are at work. `startTables` starts it; run as a program it is that process.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { startDynamo } from "#adapters/aws/dynamo.fixture.ts";

export async function startTables(): Promise<{ endpoint: string; port: number; close(): void }> {
  const child = fork(fileURLToPath(import.meta.url), [], { execArgv: [] });
  const [port] = (await once(child, "message")) as [number];
  return { endpoint: `http://127.0.0.1:${port}`, port, close: () => void child.kill("SIGKILL") };
}

if (process.argv[1] === fileURLToPath(import.meta.url) && process.send) {
  const { port } = await startDynamo();
  process.on("disconnect", () => process.exit(0));
  process.send(port);
}
