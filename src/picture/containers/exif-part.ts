import type { ByteSource } from "./byte-source.ts";
import { byte, latin1, startsWith } from "./bytes.ts";
import { type ByteRange, behind, walkRange } from "./inside.ts";
import type { Part } from "./part.ts";
import type { WalkBudget } from "./walk-budget.ts";

/** An Exif block: a TIFF stream, which some writers begin with JPEG's `Exif` and two zeros. `broken` for what is none. */
export async function exifPart(
  source: ByteSource,
  part: Part,
  body: ByteRange,
  budget: WalkBudget,
  level: number,
): Promise<Part> {
  const head = await source.read(body.offset, 10);
  const skip = startsWith(head, "Exif\0") ? 6 : 0;
  const content = behind(body, skip);
  const order = latin1(head, skip, 2);
  const magic = byte(head, skip + 2) + byte(head, skip + 3);
  if ((order !== "II" && order !== "MM") || (magic !== 42 && magic !== 43)) {
    return { ...part, kind: "broken", label: "Exif", content: body };
  }
  return { ...part, kind: "exif", content, parts: (await walkRange(source, content, budget, level)).parts };
}
