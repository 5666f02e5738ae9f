import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { ownCpu, ownMemory, watchPeak } from "./processes.ts";
import { interleave, median, type Round, ratioOf } from "./rounds.ts";
import type { Section } from "./section.ts";
import { newVisitor, startPlain, startProduct, untilReady, withServers } from "./servers.ts";
import { megabytes, milliseconds, ratioRow } from "./table.ts";

const MB = 1_000_000;
const ROUNDS = 3;
const MAX_GROWTH = 32 * MB;
const BOUNDARY = "----bench";
const HEAD = Buffer.from(
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="large.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`,
);
const TAIL = Buffer.from(`\r\n--${BOUNDARY}--\r\n`);

/** Large files through a form: what the server's own process spends and keeps. The worker's part is another row. */
export const uploads: Section = ({ table, pictures, folder }) =>
  withServers([startProduct(folder, { MAX_UPLOAD_BYTES: "400000000" }), startPlain()], async (product, plain) => {
    const visitor = newVisitor(product);
    await visitor.upload(pictures.jpeg12);
    const picture = await readFile(pictures.jpeg12);
    const growth = new Map<number, number[]>();

    async function upload(bytes: number): Promise<void> {
      const before = ownMemory(product.pid);
      const peak = watchPeak(() => ownMemory(product.pid), 10);
      const type = `multipart/form-data; boundary=${BOUNDARY}`;
      const { body } = await visitor.client.expect(201, "/api/images", {
        method: "POST",
        headers: { "content-type": type, "content-length": String(HEAD.length + bytes + TAIL.length) },
        body: Readable.from(form(picture, bytes)),
        keep: true,
      });
      growth.set(bytes, [...(growth.get(bytes) ?? []), peak.stop() - before]);
      sent.push(JSON.parse(body.toString()).images[0].id);
    }
    const sent: string[] = [];
    const forget = async () => {
      for (const id of sent.splice(0)) {
        await untilReady(visitor.client, id);
        await visitor.client.expect(204, `/api/images/${id}`, { method: "DELETE" });
      }
    };
    const bare = () =>
      plain.client.expect(200, "/upload", { method: "POST", body: Readable.from(padded(picture, 100 * MB)) });

    await upload(100 * MB);
    await bare();
    await forget();
    growth.clear();
    const [ours = [], floor = []] = await interleave(ROUNDS, [
      { cpu: () => ownCpu(product.pid), work: () => upload(100 * MB).then(() => 1) },
      { cpu: () => ownCpu(plain.pid), work: () => bare().then(() => 1) },
    ]);
    await forget();
    await pause(500);
    await upload(300 * MB);
    await forget();

    for (const [bytes, grown] of growth) {
      table.add({
        what: `upload of ${megabytes(bytes)} after a first one: the server's memory grows by`,
        ours: megabytes(Math.max(...grown)),
        floor: "",
        ratio: "",
        target: `< ${megabytes(MAX_GROWTH)}`,
        met: Math.max(...grown) < MAX_GROWTH,
      });
    }
    const cpu = (rounds: Round[]) => milliseconds(median(rounds.map((round) => round.cpu)));
    const ratio = ratioOf(ours, floor, (round) => round.cpu);
    const values = { ours: cpu(ours), floor: `${cpu(floor)} bare stream with sha256`, ratio };
    table.add(ratioRow("upload of 100 MB: CPU", values, { most: 3 }));
  });

function* form(picture: Buffer, bytes: number): Generator<Buffer> {
  yield HEAD;
  yield* padded(picture, bytes);
  yield TAIL;
}

/** A picture that any decoder opens, with so much after its end that it is a large file. */
function* padded(picture: Buffer, bytes: number): Generator<Buffer> {
  yield picture;
  const chunk = randomBytes(64 * 1024);
  for (let left = bytes - picture.length; left > 0; left -= chunk.length) yield chunk.subarray(0, left);
}
