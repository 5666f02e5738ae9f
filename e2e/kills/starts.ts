/** Kills while the server starts: on an empty folder, and on one that an earlier kill left. */
import { statSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { storedFiles } from "#e2e/data-folder.ts";
import { childrenOf, commandOf, descendantsOf } from "#e2e/processes.ts";
import { readRows } from "./data-rows.ts";
import { checkInvariants } from "./invariants.ts";
import { createLane, type Lane, type Point, type Role } from "./lane.ts";
import { until } from "./poll.ts";
import type { Row } from "./report.ts";
import { type Choose, runPoints } from "./run.ts";
import { announceOne, next, sendForm, sendLetter, used } from "./steps.ts";

/** A data folder with something of each kind that a killed server leaves. It has ended; `end` removes it. */
export async function leaveWreck(): Promise<Lane> {
  const lane = createLane({});
  await lane.start();
  const [, deleted] = await used(lane, 2);
  await sendLetter(lane);
  await announceOne(lane, next()); // its target stays open
  const decoders = descendantsOf(lane.server.process.pid!).filter((pid) => commandOf(pid).includes("decoder"));
  for (const pid of decoders) process.kill(pid, "SIGSTOP");
  await sendForm(lane, next(), next());
  await lane.until("work", () =>
    readRows(lane.dataDir).images.some(({ status }) => status === "processing") ? true : null,
  );
  const head = '--half\r\ncontent-disposition: form-data; name="file"; filename="half.jpg"\r\n\r\n';
  const headers = { "content-type": "multipart/form-data; boundary=half", cookie: `workspace=${lane.visitor.cookie}` };
  const half = request(new URL("/api/images", lane.visitor.address), { method: "POST", headers });
  half.on("error", () => {});
  half.write(head + "x".repeat(100_000));
  const arrives = (path: string) => path.startsWith("tmp") && path.endsWith("part");
  await lane.until("a part", () => (storedFiles(lane.dataDir).some(arrives) ? true : null));
  lane.ledger.deletes(deleted!.id);
  lane.arm({ process: "server", k: 9, side: "before" }); // its record is gone, its bytes are not
  await lane.visitor.fetch(deleted!.links.self, { method: "DELETE" }).catch(() => null);
  await lane.server.ended;
  half.destroy();
  for (const pid of decoders) process.kill(pid, "SIGCONT");
  return lane;
}

/** Starts that die at each point, and a second time at another one; then one that must put everything right. */
export async function runStarts(name: string, process: Role, wreck: Lane | null, choose: Choose | null): Promise<Row> {
  const first = await startAt(wreck, [{ process, k: 0, side: "before" }]);
  const row: Row = { scenario: name, points: first.names.length, runs: 0, kills: 0, losses: [] };
  for (const fault of first.faults) row.losses.push(`${name}, without a kill: ${fault}`);
  await runPoints(row, first.names, process, choose, async (point) => {
    const again: Point = { process, k: 1 + ((point.k * 7) % first.names.length), side: "before" };
    return startAt(wreck, [point, again]);
  });
  return row;
}

async function startAt(
  wreck: Lane | null,
  kills: Point[],
): Promise<{ names: string[]; killed: string | null; faults: string[] }> {
  const lane = createLane({}, wreck ?? undefined);
  let killed: string | null = null;
  let names: string[] = [];
  try {
    for (const point of kills) {
      lane.arm(point);
      const up = await lane.start().then(
        () => true,
        () => false,
      );
      if (up && point.process === "worker") await worked(lane);
      lane.disarm();
      const trace = lane.trace();
      if (!up && trace.killed === null) throw new Error("the server did not start, and nobody killed it");
      names = trace.points;
      killed = [killed, trace.killed].filter(Boolean).join(", then ") || null;
      if (up && point.k > 0) await lane.server.crash();
    }
    if (kills.some(({ k }) => k > 0)) await lane.start();
    const [image] = await used(lane, 1);
    if (image?.status !== "ready") throw new Error(`afterwards a picture ends ${image?.status}`);
    return { names, killed, faults: [...(await checkInvariants(lane, {})), ...foundations(lane)] };
  } catch (error) {
    return { names, killed, faults: [error instanceof Error ? error.message : String(error)] };
  } finally {
    await lane.end();
  }
}

/** Until the worker has nothing to do, also where it died once on the way. */
const worked = (lane: Lane) =>
  until("an empty queue", () => (readRows(lane.dataDir).messages === 0 ? true : null)).then(() =>
    lane.until("a worker", () => (childrenOf(lane.server.process.pid!).length > 0 ? true : null)),
  );

/** What only the first start can give a folder. */
function foundations({ dataDir }: Lane): string[] {
  const faults: string[] = [];
  const db = new DatabaseSync(join(dataDir, "catalog.sqlite"), { readOnly: true });
  const vacuum = db.prepare("PRAGMA auto_vacuum").get()?.auto_vacuum;
  db.close();
  if (vacuum !== 2) faults.push(`auto_vacuum is ${vacuum}: free pages are never given back`);
  const mode = statSync(join(dataDir, "secret")).mode & 0o777;
  if (mode !== 0o600) faults.push(`the secret has the mode ${mode.toString(8)}`);
  return faults;
}
