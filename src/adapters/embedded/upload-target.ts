import { createHmac, timingSafeEqual } from "node:crypto";
import { unknownUpload } from "#domain/accept-upload.ts";
import type { UploadLimits } from "#domain/ports/object-store.ts";
import { AppError } from "#errors.ts";

/** What an upload target allows, and until when. */
export interface UploadPolicy extends UploadLimits {
  key: string;
}

/** The form fields of an S3 presigned POST, with our own signature. `secret` signs; the sender cannot change any of it. */
export function signUpload(secret: string, policy: UploadPolicy): Record<string, string> {
  const { key, bytes, mediaType, endsAt } = policy;
  const encoded = Buffer.from(JSON.stringify({ key, bytes, mediaType, endsAt })).toString("base64url");
  return { key, "Content-Type": mediaType, policy: encoded, signature: sign(secret, encoded).toString("base64url") };
}

/**
 * The policy that came back, signed with any of `secrets`. Throws `not_found` where no target of ours had these
 * fields, `expired` from its end on.
 */
export function verifyUpload(secrets: readonly string[], fields: Record<string, string>, now: number): UploadPolicy {
  const encoded = String(fields.policy ?? "");
  const signature = Buffer.from(String(fields.signature ?? ""), "base64url");
  if (!secrets.some((secret) => isSame(signature, sign(secret, encoded)))) throw unknownUpload();
  // Signed by us, so it is what `signUpload` wrote.
  const policy = JSON.parse(Buffer.from(encoded, "base64url").toString()) as UploadPolicy;
  if (fields.key !== policy.key || fields["Content-Type"] !== policy.mediaType) throw unknownUpload();
  if (now >= policy.endsAt) {
    throw new AppError("expired", "The time to send this upload is over. Begin a new one.");
  }
  return policy;
}

/** The leading word keeps a signature made for anything else with the same secret from being good here. */
function sign(secret: string, policy: string): Buffer {
  return createHmac("sha256", secret).update(`upload-target\n${policy}`).digest();
}

function isSame(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}
