import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { WRITABLE } from "../formats.ts";
import { convertAs, processFile, scratch } from "../pictures.fixture.ts";
import { sharp } from "../sharp-setup.ts";

const CORPUS = resolve(import.meta.dirname, "../../..", process.env.CORPUS_DIR ?? "../shared/corpus");
test.skipIf(!existsSync(CORPUS))("x", async () => {
  for (const f of ["IMG_2682.heic", "exif-at-eof.heic"]) {
    const master = scratch("m.png"), t = performance.now();
    const r = await processFile(join(CORPUS, f), { master, name: f });
    console.log(performance.now() - t, JSON.stringify({ ...r.facts, thumbhash: 0 }), JSON.stringify(r.details.metadata.camera), await sharp(master).metadata().then((m) => ({ ...m, icc: m.icc?.length, exif: m.exif?.length, xmp: m.xmp?.length, xmpAsString: 0 })));
    for (const w of WRITABLE) { const c = await convertAs(join(CORPUS, f), `format=${w.id}&width=300&metadata=all`); const m=await sharp(c.path).metadata(); console.log(w.id, c.bytes, c.width, c.height, m.icc?.length, m.exif?.length, m.orientation); }
  }
});
