/** Whether a signed address is good: "Authenticating requests: using query parameters", Amazon S3 API Reference. */
import { signatureOf } from "#adapters/aws/sigv4.fixture.ts";
import type { Refusal } from "./upload-form.ts";

/** Null where it was signed for this method, and its time is not over. */
export function refuseAddress(method: string, address: URL, secret: string): Refusal | null {
  const { searchParams } = address;
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(searchParams.get("X-Amz-Date") ?? "") ?? [];
  const begins = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  const isGood = Date.now() <= begins + 1000 * Number(searchParams.get("X-Amz-Expires"));
  if (!isGood) return { status: 403, code: "AccessDenied" };
  const isOurs = searchParams.get("X-Amz-Signature") === signatureOf(method, address, secret);
  return isOurs ? null : { status: 403, code: "SignatureDoesNotMatch" };
}
