/** Signature Version 4 by the letter of its description, to hold ours against ("Authenticating Requests", Amazon S3 API Reference). */
import { createHash, createHmac } from "node:crypto";

const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** @param date `YYYYMMDD` */
export function sign(secret: string, date: string, region: string, text: string): string {
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, date), region), "s3"), "aws4_request");
  return hmac(key, text).toString("hex");
}

/** The signature that a presigned request of this method for this address must bear. */
export function signatureOf(method: string, address: URL, secret: string): string {
  const query = address.search
    .slice(1)
    .split("&")
    .filter((pair) => !pair.startsWith("X-Amz-Signature="))
    .sort();
  const request = [method, address.pathname, query.join("&"), `host:${address.host}`, "", "host", "UNSIGNED-PAYLOAD"];
  const date = address.searchParams.get("X-Amz-Date") ?? "";
  const [, day = "", region = "", ...rest] = address.searchParams.get("X-Amz-Credential")?.split("/") ?? [];
  const scope = [day, region, ...rest].join("/");
  return sign(secret, day, region, ["AWS4-HMAC-SHA256", date, scope, sha256(request.join("\n"))].join("\n"));
}
