import { AppError, isAppError, isShortage, shortage, toAppError } from "#errors.ts";

/** What sharp and libvips say, and what we make of it; the first row that matches holds. */
const ROWS: readonly [RegExp, "too_many_pixels" | "storage_full" | "too_complex" | "invalid_parameter", string][] = [
  [/no space left|quota exceeded|disc full/i, "storage_full", "There is no room left to work in. Try again later."],
  [
    /exceeds? .*pixel limit|dimensions? too large|too large for/i,
    "too_many_pixels",
    "The picture has too many pixels.",
  ],
  [/security limit/i, "too_complex", "The picture has more parts than a decoder may open."],
  [/out of memory|cannot allocate|not enough memory/i, "too_complex", "The picture needs too much memory to decode."],
  [
    /differ(?:s|ent)? (?:from|in) (?:the )?(?:previous|first|page)|not all pages are the same/i,
    "invalid_parameter",
    "The pages of this picture are of different sizes: take one at a time, with page=0, page=1, …, or a TIFF as a TIFF.",
  ],
];
/**
 * What the machine has too little of for now, in the words of strerror(3), of libvips and of V8. libvips that asks for a
 * gigabyte at once does so for the picture's sake: that is no shortage.
 */
const SHORTAGE =
  /too many open files|resource temporarily unavailable|cannot allocate memory|unable to create thread|out of memory -- size == \d{1,3}MB|array buffer allocation failed|could not allocate memory/i;
/** Faults of this machine, which nobody should read as the picture's. */
const OURS = /input file is missing|unable to open for write|: write error/i;

/**
 * An error of decoding or encoding as an AppError, the original kept as its cause. What is not known is taken for the
 * picture's fault, for that is what it nearly always is; a shortage of this machine never is, and a file that is gone or
 * cannot be written is ours and stays as it is.
 */
export function decodeError(error: unknown): unknown {
  if (isAppError(error)) return error;
  if (isShortage(error)) return toAppError(error);
  const message = error instanceof Error ? error.message : String(error);
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  if (SHORTAGE.test(message)) return shortage(error);
  const row = ROWS.find(([pattern]) => pattern.test(message));
  if (row)
    return new AppError(row[1], row[2], { cause: error, ...(row[1] === "invalid_parameter" && { parameter: "page" }) });
  if (OURS.test(message) || /^(E[A-Z]+|ERR_ACCESS_DENIED)$/.test(code)) return error;
  return new AppError("damaged_image", "The picture is damaged or cut short: it cannot be decoded to its end.", {
    cause: error,
  });
}
