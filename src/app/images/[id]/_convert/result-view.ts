import { showResult } from "#app/images/[id]/_viewer/shown-result.ts";
import { liveConvertMessages as words } from "#messages/convert.ts";
import { FORMATS } from "#picture/formats.ts";
import { outputSize, type Size } from "#picture/output-size.ts";
import type { RecipeRequest } from "#picture/recipe.ts";
import type { ConverterPicture } from "./converter-state.ts";
import { decodedSize, sameShape, screenQuery } from "./screen-copy.ts";

export interface Shown {
  /** px, of the result */
  size: Size | null;
  /** where it is not the result itself that is shown */
  note: string;
}

/** Shows results beside the picture, one at a time: the bytes of the one before are let go once the next one stands. */
export function createResultView() {
  let held: string | null = null;

  const put = (src: string | null, before: string | null) => {
    showResult(src === null ? null : { src, before });
    if (held !== null) URL.revokeObjectURL(held);
    held = src;
  };

  return {
    /** Throws nothing; where `signal` aborts meanwhile, what was shown stays. */
    async show(
      body: Blob,
      recipe: RecipeRequest,
      { convert, size, page }: ConverterPicture,
      signal: AbortSignal,
    ): Promise<Shown> {
      const expected = size && outputSize(recipe, size);
      const same = size === null || sameShape(recipe, size, page);
      const screen = expected && `${convert}?${screenQuery(recipe, expected)}`;
      const before = same ? null : screen;
      const own = URL.createObjectURL(body);
      const decoded = await decodedSize(own);
      if (signal.aborted || decoded) {
        if (signal.aborted) URL.revokeObjectURL(own);
        else put(own, before);
        return { size: decoded, note: "" };
      }
      URL.revokeObjectURL(own);
      const format = FORMATS.find(({ mediaType }) => mediaType === body.type)?.name ?? body.type;
      // What has every pixel can be shown as something else; a lossy result looks like nothing but itself.
      const copy = body.type === "image/tiff" && screen !== null ? await copyOf(screen, signal) : null;
      if (!signal.aborted) put(copy, before);
      else if (copy !== null) URL.revokeObjectURL(copy);
      return { size: expected, note: copy === null ? words.notShown(format) : words.asPng(format) };
    },
    clear: () => put(null, null),
  };
}

/** An address of this page's own for a picture that the server makes, null where there is none. */
async function copyOf(address: string, signal: AbortSignal): Promise<string | null> {
  try {
    const answer = await fetch(address, { signal });
    return answer.ok ? URL.createObjectURL(await answer.blob()) : null;
  } catch {
    return null;
  }
}
