import { AppError, isAppError } from "../errors.ts";

/** What sharp and libvips say, and what we make of it; the first row that matches holds. */
const ROWS: readonly [RegExp, "too_many_pixels" | "storage_full" | "too_complex" | "invalid_parameter", string][] = [
  [
    /exceeds? .*pixel limit|dimensions? too large|too large for/i,
    "too_many_pixels",
    "The picture has too many pixels.",
  ],
  [
    /no space left|disc full|write error|unable to write/i,
    "storage_full",
    "There is no room left to work in. Try later.",
  ],
  [/out of memory|cannot allocate|not enough memory/i, "too_complex", "The picture needs too much memory to decode."],
  [
    /differ(?:s|ent)? (?:from|in) (?:the )?(?:previous|first|page)|not all pages are the same/i,
    "invalid_parameter",
    "The pages of this picture are of different sizes: take one at a time, with page=0, page=1, …",
  ],
];

/**
 * An error of decoding or encoding as an AppError, the original kept as its cause. What is not known is taken for the
 * picture's fault, for that is what it nearly always is; an original that is gone is ours and stays as it is.
 */
export function decodeError(error: unknown): unknown {
  if (isAppError(error)) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  if (code === "ENOENT" || /input file is missing/i.test(message)) return error;
  if (code === "ENOSPC")
    return new AppError("storage_full", "There is no room left to work in. Try later.", { cause: error });
  for (const [pattern, row, detail] of ROWS) {
    if (!pattern.test(message)) continue;
    return new AppError(
      row,
      detail,
      row === "invalid_parameter" ? { cause: error, parameter: "page" } : { cause: error },
    );
  }
  return new AppError("damaged_image", "The picture is damaged or cut short: it cannot be decoded to its end.", {
    cause: error,
  });
}
