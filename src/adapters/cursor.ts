import { AppError } from "#errors.ts";

/** A ULID: 26 characters of Crockford's base 32, the first at most 7 (128 bits). */
const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** Names the place after the image `id` in a list that goes from the newest to the oldest. */
export function makeCursor(id: string): string {
  return Buffer.from(id).toString("base64url");
}

/** The image a cursor names. Throws `invalid_parameter` for anything but the exact text that `makeCursor` makes. */
export function readCursor(cursor: string): string {
  const id = Buffer.from(cursor, "base64url").toString("latin1");
  // The decoder skips what is not base64url: only the round trip shows that nothing was skipped.
  if (!ULID.test(id) || makeCursor(id) !== cursor) {
    throw new AppError("invalid_parameter", "The parameter cursor is not one that this list gave out.", {
      parameter: "cursor",
    });
  }
  return id;
}
