/** Every file of a folder of real pictures, sent to the built server: what it says of each, and what it makes of each. */
import sharp from "sharp";
import { expect, test } from "#e2e/fixtures.ts";
import { bytesOf, createVisitor, type Visitor } from "#e2e/visitor.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { type CorpusFile, isThere, readCorpus, reason } from "./corpus-files.ts";
import { type ClearPixels, colourDifference, laidOn, look, scaled, ssim } from "./looks.ts";
import { referenceBytes } from "./reference.ts";
import { compareFields } from "./truth-fields.ts";

test.skip(!isThere, reason);
if (!isThere) console.log(reason);

const WIDTHS = [320, 1200];
/**
 * How alike a result has to look: a little below the worst that was measured over the corpus with the default
 * qualities (SSIM .924, .967, .913, .916, .916, .967; delta E 1.13, 0.22, 0.95, 0.81, 0.98, 0.22; of an icon of 48 px 2.38
 * as JPEG, which halves its colours).
 */
const FORMATS = {
  jpeg: { structure: 0.9, colour: 2.5, alpha: false, animation: false },
  png: { structure: 0.95, colour: 0.5, alpha: true, animation: false },
  webp: { structure: 0.89, colour: 1.5, alpha: true, animation: true },
  avif: { structure: 0.89, colour: 1.5, alpha: true, animation: false },
  gif: { structure: 0.89, colour: 1.5, alpha: true, animation: true },
  tiff: { structure: 0.95, colour: 0.5, alpha: true, animation: false },
} as const;
/** Neither white nor black nor grey, so that transparency that was lost shows; results without alpha have white. */
const GREEN = [90, 140, 70];
const WHITE = [255, 255, 255];
type FormatName = keyof typeof FORMATS;
const formatNames = Object.keys(FORMATS) as FormatName[];

interface Sent {
  file: CorpusFile;
  image: ImageView;
}

let visitor: Visitor;
let sent: Sent[] = [];

test.beforeAll(async ({ server }) => {
  test.setTimeout(120_000);
  visitor = createVisitor(server.address);
  const files = readCorpus();
  const begun = await visitor.send(
    ...files.map(({ name, bytes }) => ({ name, mimeType: "application/octet-stream", buffer: bytes })),
  );
  sent = await Promise.all(
    files.map(async (file, index) => ({ file, image: await visitor.settled(begun[index]?.id ?? "") })),
  );
});

const readable = () => sent.filter(({ file, image }) => file.outcome === "ready" && image.status === "ready");

test("ends every file as ready, or as failed with the reason, and knows its size, orientation and frames", () => {
  const codes = new Map<string, number>();
  for (const { file, image } of sent) {
    const outcome = image.error?.code ?? image.status;
    codes.set(outcome, (codes.get(outcome) ?? 0) + 1);
    expect.soft(outcome, file.name).toBe(file.outcome);
    expect.soft(image.name, file.name).toBe(file.name.normalize("NFC"));
    expect.soft(image.bytes, file.name).toBe(file.bytes.length);
    if (image.status !== "ready") continue;
    const { width, height, orientation, frames } = file;
    expect.soft(image, file.name).toMatchObject({ width, height, orientation, frames });
  }
  console.log(`\n${sent.length} files: ${[...codes].map(([code, count]) => `${count} ${code}`).join(", ")}`);
});

test("reads at least 99 of 100 values as ExifTool does", () => {
  const compared = readable().map(({ file, image }) => compareFields(image, file.truth));
  const right = compared.reduce((sum, one) => sum + one.right, 0);
  const misses = compared.flatMap((one) => one.misses);
  const all = right + misses.length;
  const share = ((100 * right) / all).toFixed(1);
  console.log([`\n${right} of ${all} values right (${share} %); not so:`, ...misses].join("\n  "));
  expect(right / all).toBeGreaterThanOrEqual(0.99);
});

test("converts every readable file into every format at two sizes, so that it still looks like itself", async () => {
  test.setTimeout(300_000);
  const results: Result[] = [];
  const files = [...readable()];
  // One lane more than the smallest machine has decoders: they work while a result is being judged.
  await Promise.all(
    [0, 1, 2].map(async () => {
      for (let next = files.shift(); next; next = files.shift()) results.push(...(await convertFile(next)));
    }),
  );
  console.log(summary(results));
  expect(results.filter(({ fault }) => fault !== null).map(({ what, fault }) => `${what}: ${fault}`)).toEqual([]);
});

interface Result {
  what: string;
  format: FormatName;
  width: number;
  /** null: it is right */
  fault: string | null;
  refused: boolean;
  structure: number | null;
  colour: number | null;
}

async function convertFile({ file, image }: Sent): Promise<Result[]> {
  const results: Result[] = [];
  const original = await referenceBytes(file.bytes, image.format ?? "");
  const decoded = remember((page: string) => look(original, { page: Number(page), upright: true }));
  const resized = remember(async (key: string) => {
    const [page = "", width, height] = key.split(" ");
    return scaled(await decoded(page), Number(width), Number(height));
  });
  const reference: Reference = {
    look: (page, { width, height }) => resized(`${page} ${width} ${height}`),
    delays: (await sharp(original).metadata()).delay ?? [],
  };
  for (const width of WIDTHS) {
    for (const format of formatNames) {
      const what = `${file.name} as ${format}, width=${width}`;
      const result: Result = { what, format, width, fault: null, refused: false, structure: null, colour: null };
      results.push(result);
      const response = await visitor.fetch(`${image.links.convert}?format=${format}&width=${width}`);
      if (response.status === 400) {
        const { code, detail } = await response.json();
        result.refused = true;
        if (code !== "invalid_parameter" || !detail) result.fault = `400 ${code}: ${detail}`;
        continue;
      }
      if (response.status !== 200) {
        result.fault = `${response.status} ${(await response.text()).slice(0, 200)}`;
        continue;
      }
      await judge(result, await bytesOf(response), file, reference).catch((error) => {
        result.fault = `cannot be judged: ${error}`;
      });
    }
  }
  return results;
}

interface Reference {
  /** the original's frame as it should look, at a size */
  look(page: number, size: { width: number; height: number }): Promise<ClearPixels>;
  /** ms, one a frame of an animation */
  delays: number[];
}

function remember<T>(make: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

/** Writes into `result` what there is to say against these bytes. */
async function judge(result: Result, bytes: Buffer, file: CorpusFile, reference: Reference): Promise<void> {
  const limits = FORMATS[result.format];
  const metadata = await sharp(bytes).metadata();
  const { format, width, height, pageHeight, pages = 1, orientation = 1, compression } = metadata;
  const scale = Math.min(1, result.width / file.width);
  const wanted = [file.width, file.height].map((side) => Math.max(1, Math.round(side * scale))).join(" x ");
  const size = `${width} x ${pageHeight ?? height}`;
  const faults: string[] = [];
  const kind = format === "heif" && compression === "av1" ? "avif" : format;
  if (kind !== result.format) faults.push(`is ${kind}`);
  if (size !== wanted) faults.push(`is ${size}, not ${wanted}`);
  if (orientation !== 1) faults.push(`says orientation ${orientation}`);
  const moves = limits.animation && file.frames > 1 && !/TIFF|AVIF/.test(String(file.truth.fileType));
  const before = moves ? reference.delays : [];
  // libwebp joins equal frames and lets them stand longer: it is what is seen at a time that counts.
  const [start, length] = [startsOf(before), sum(before)];
  if (sum(metadata.delay ?? []) !== length && moves) faults.push(`runs ${sum(metadata.delay ?? [])}, not ${length} ms`);
  if (!moves && pages !== 1) faults.push(`has ${pages} frames`);
  if (faults.length === 0) {
    const ground = limits.alpha ? GREEN : WHITE;
    const hard = result.format === "gif";
    for (const page of moves ? [0, Math.floor(file.frames / 2), file.frames - 1] : [0]) {
      const at = moves ? frameAt(metadata.delay ?? [], start[page] ?? 0) : 0;
      const seen = await look(bytes, { page: at, upright: false });
      const shown = laidOn(ground, seen, hard);
      const right = laidOn(ground, await reference.look(page, seen), hard);
      const structure = ssim(right, shown);
      if (structure !== null) result.structure = Math.min(structure, result.structure ?? 1);
      result.colour = Math.max(colourDifference(right, shown), result.colour ?? 0);
    }
    if (result.structure !== null && result.structure < limits.structure) {
      faults.push(`SSIM ${result.structure.toFixed(3)}, under ${limits.structure}`);
    }
    if ((result.colour ?? 0) > limits.colour) {
      faults.push(`delta E ${result.colour?.toFixed(2)}, over ${limits.colour}`);
    }
  }
  if (faults.length > 0) result.fault = faults.join("; ");
}

const sum = (values: number[]): number => values.reduce((all, value) => all + value, 0);
const startsOf = (delays: number[]): number[] => delays.map((_, index) => sum(delays.slice(0, index)));
const frameAt = (delays: number[], time: number): number => startsOf(delays).findLastIndex((start) => start <= time);

function summary(results: Result[]): string {
  const lines = [...formatNames, null].map((format) => {
    const of = results.filter((result) => format === null || result.format === format);
    const right = of.filter(({ fault }) => fault === null).length;
    const refused = of.filter((result) => result.refused).length;
    const worst = [...of].sort((a, b) => (a.structure ?? 2) - (b.structure ?? 2))[0];
    const farthest = [...of].sort((a, b) => (b.colour ?? -1) - (a.colour ?? -1))[0];
    const worstText = `${worst?.structure?.toFixed(3)} (${worst?.what})`;
    return `  ${(format ?? "all").padEnd(5)} ${right} of ${of.length} right, ${refused} refused; lowest SSIM ${worstText}; highest delta E ${farthest?.colour?.toFixed(2)} (${farthest?.what})`;
  });
  return ["\nConversions:", ...lines].join("\n");
}
