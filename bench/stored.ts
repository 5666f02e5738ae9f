import type { Answer } from "./client.ts";
import { treeCpu } from "./processes.ts";
import { inLanes, interleave, median, type Round, ratioOf } from "./rounds.ts";
import type { Section } from "./section.ts";
import { newVisitor, startProduct, withServers } from "./servers.ts";
import { staticFiles } from "./static-files.ts";
import { perSecond, ratioRow } from "./table.ts";

const ROUNDS = 5;
const REQUESTS = 1200;
const LANES = 8;

/** What needs no image work any more, against a static file of about the same size from the same server. */
export const stored: Section = ({ table, pictures, folder }) =>
  withServers([startProduct(folder)], async (product) => {
    const visitor = newVisitor(product);
    const id = await visitor.upload(pictures.jpeg12);
    const thumbnail = `/api/images/${id}/thumbnail`;
    const conversion = `/api/images/${id}/convert?format=webp&width=320`;
    const made = await visitor.client.expect(200, conversion);
    const shown = await visitor.client.expect(200, thumbnail);
    const file = staticFiles().reduce((best, one) =>
      Math.abs(one.bytes - made.bytes) < Math.abs(best.bytes - made.bytes) ? one : best,
    );
    const known = (answer: Answer) => ({ headers: { "if-none-match": String(answer.headers.etag) } });
    const works = [
      () => product.client.expect(200, file.path),
      () => visitor.client.expect(200, conversion),
      () => visitor.client.expect(200, thumbnail),
      () => visitor.client.expect(304, conversion, known(made)),
      () => visitor.client.expect(304, thumbnail, known(shown)),
    ];
    const sides = works.map((work) => ({
      cpu: () => treeCpu(product.pid),
      work: () => inLanes(REQUESTS, LANES, work),
    }));
    await interleave(1, sides); // the first requests warm the compiler up
    const [plain = [], ...rest] = await interleave(ROUNDS, sides);
    const rate = (rounds: Round[] = []) => perSecond(median(rounds.map((round) => 1 / round.wall)));
    const names = ["a stored conversion", "a thumbnail", "a conversion's 304", "a thumbnail's 304"];
    names.forEach((name, index) => {
      const ours = rest[index] ?? [];
      const ratio = ratioOf(ours, plain, (round) => 1 / round.wall);
      const values = { ours: rate(ours), floor: `${rate(plain)} static file`, ratio };
      table.add(ratioRow(`${name}: requests`, values, { least: 0.5 }));
    });
  });
