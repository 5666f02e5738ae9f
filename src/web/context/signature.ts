import { createHmac, timingSafeEqual } from "node:crypto";
import type { WebServices } from "./services.ts";

/** Bytes of a signature: 128 bits cannot be guessed, and are short in an address. */
const BYTES = 16;

type Keys = Pick<WebServices, "sessionSecrets">;

/**
 * Signs a text that goes out in an address and comes back: base64url of HMAC-SHA256 under the newest key, cut to 128 bits
 * (RFC 2104 §5).
 * @param purpose keeps a signature made for one thing from being good for another
 */
export function sign({ sessionSecrets: [newest = ""] }: Keys, purpose: string, text: string): string {
  return mac(newest, purpose, text).toString("base64url");
}

/** Whether this text was signed by us, under any of the keys, for this purpose. */
export function isSigned({ sessionSecrets }: Keys, purpose: string, text: string, signature: string): boolean {
  const given = Buffer.from(signature, "base64url");
  // The decoder skips what is not base64url: one signature has one spelling.
  if (given.length !== BYTES || given.toString("base64url") !== signature) return false;
  return sessionSecrets.some((key) => timingSafeEqual(mac(key, purpose, text), given));
}

function mac(key: string, purpose: string, text: string): Buffer {
  return createHmac("sha256", key).update(`proofsheet ${purpose}\n${text}`).digest().subarray(0, BYTES);
}
