/** Many who send at once: everyone gets what is theirs, to the last picture and byte, and no more. */
import { expect, test } from "#e2e/fixtures.ts";
import { type Picture, uncompressed } from "#e2e/pictures.ts";
import { createVisitor, type Visitor } from "#e2e/visitor.ts";
import { temporaryFiles, uploadsWithoutRecord, usageOf } from "./catalog-view.ts";
import { announce, sendTo, settledImages } from "./uploads.ts";

const MOST_IMAGES = 11;
const small = (name: string) => uncompressed(name, { width: 20, height: 10 });
/** 30 kB and a little */
const large = (name: string) => uncompressed(name, { width: 100, height: 100 });
const LARGE_THAT_FIT = 5;
const MOST_BYTES = LARGE_THAT_FIT * 30_000 + 20_000;

test.use({ settings: { WORKSPACE_MAX_IMAGES: String(MOST_IMAGES), WORKSPACE_MAX_BYTES: String(MOST_BYTES) } });

interface Sender {
  visitor: Visitor;
  pictures: Picture[];
  /** how many of them have room */
  fit: number;
}

/** Taken, or the reason why not. */
async function sendByForm(visitor: Visitor, picture: Picture): Promise<string> {
  const answer = await visitor.post([picture]);
  return answer.status === 201 ? "taken" : (await answer.json()).code;
}

async function sendAnnounced(visitor: Visitor, picture: Picture): Promise<string> {
  const answer = await announce(visitor, [picture]);
  const body = await answer.json();
  if (answer.status !== 201) return body.code;
  const sent = await sendTo(body.uploads[0], picture);
  return sent.status === 204 ? "taken" : (await sent.json()).code;
}

test("takes two hundred uploads of twenty workspaces at once, each up to its limits exactly", async ({ quiet }) => {
  const senders: Sender[] = await Promise.all(
    Array.from({ length: 20 }, async (_, i) => {
      const isLarge = i % 4 === 3;
      // 200 in all; those of small pictures send 6 to 15, of which 11 fit
      const count = isLarge ? 9 : 6 + ((i * 7) % 10);
      const make = isLarge ? large : small;
      const pictures = await Promise.all(Array.from({ length: count }, (_, k) => make(`w${i}-${k}.tif`)));
      return {
        visitor: createVisitor(quiet.address),
        pictures,
        fit: Math.min(count, isLarge ? LARGE_THAT_FIT : MOST_IMAGES),
      };
    }),
  );
  const total = senders.reduce((sum, { pictures }) => sum + pictures.length, 0);
  // A workspace is made by the first upload: two at once would make two.
  await Promise.all(senders.map(({ visitor, pictures }) => visitor.send(pictures[0]!)));
  const started = performance.now();
  const ends = await Promise.all(
    senders.map(({ visitor, pictures }) =>
      Promise.all(pictures.slice(1).map((picture, k) => (k % 2 ? sendByForm : sendAnnounced)(visitor, picture))),
    ),
  );
  for (const [i, { visitor, pictures, fit }] of senders.entries()) {
    const taken = ends[i]!.filter((end) => end === "taken").length + 1;
    const refused = ends[i]!.filter((end) => end !== "taken");
    expect({ i, taken, refused }).toEqual({
      i,
      taken: fit,
      refused: Array(pictures.length - fit).fill("workspace_full"),
    });
    const images = await settledImages(visitor);
    expect(images.map(({ status }) => status)).toEqual(Array(fit).fill("ready"));
    // theirs alone, each once
    expect(new Set(images.map(({ name }) => name)).size).toBe(fit);
    for (const { name } of images) expect(name).toMatch(new RegExp(`^w${i}-\\d+\\.tif$`));
  }
  const seconds = (performance.now() - started) / 1000;
  const fit = senders.reduce((sum, sender) => sum + sender.fit, 0);
  console.log(
    `${total} uploads of 20 workspaces: ${fit} taken and ready after ${seconds.toFixed(1)} s, the others refused`,
  );
  const usage = usageOf(quiet.dataDir);
  expect(usage.said).toEqual(usage.true);
  expect(usage.said.map(({ images }) => images).sort()).toEqual(senders.map((sender) => sender.fit).sort());
  for (const { bytes } of usage.said) expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
  expect(uploadsWithoutRecord(quiet.dataDir)).toEqual([]);
  expect(temporaryFiles(quiet.dataDir)).toEqual([]);
});

test("gives nobody another one's picture, whoever asks while all of them send", async ({ quiet }) => {
  const visitors = Array.from({ length: 8 }, () => createVisitor(quiet.address));
  const own = await Promise.all(
    visitors.map(async (visitor, i) => (await visitor.send(await small(`mine-${i}.tif`)))[0]!),
  );
  const asked = await Promise.all(
    visitors.flatMap((visitor, i) =>
      own.map(async ({ links }, k) => {
        await sendByForm(visitor, await small(`more-${i}.tif`));
        const answer = await visitor.fetch(links.original);
        await answer.arrayBuffer();
        return { own: i === k, status: answer.status };
      }),
    ),
  );
  for (const { own, status } of asked) expect(status).toBe(own ? 200 : 404);
});
