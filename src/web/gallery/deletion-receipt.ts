import type { Amount } from "#domain/ports/catalog.ts";
import type { WebServices } from "#web/context/services.ts";
import { isSigned, sign } from "#web/context/signature.ts";

/** What is left to say of pictures that were deleted: how many, how large together, and when. Nothing that names them. */
export interface DeletionReceipt extends Amount {
  /** ISO 8601, UTC */
  at: string;
}

type Keys = Pick<WebServices, "sessionSecrets">;

/** A receipt as it goes through an address: `images.bytes.ms.signature`. It is kept nowhere. */
export function writeDeletionReceipt(keys: Keys, { images, bytes }: Amount, now: number): string {
  const text = `${images}.${bytes}.${now}`;
  return `${text}.${sign(keys, "receipt", text)}`;
}

/** Null for one that we did not write. */
export function readDeletionReceipt(keys: Keys, given: unknown): DeletionReceipt | null {
  if (typeof given !== "string") return null;
  const [, text = "", images, bytes, now, signature = ""] =
    /^((\d{1,9})\.(\d{1,15})\.(\d{1,14}))\.(.*)$/.exec(given) ?? [];
  if (!isSigned(keys, "receipt", text, signature)) return null;
  return { images: Number(images), bytes: Number(bytes), at: new Date(Number(now)).toISOString() };
}
