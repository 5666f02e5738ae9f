import type { S3Client } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { SignatureV4 } from "@smithy/signature-v4";
import contentDisposition from "content-disposition";
import type { LinkOptions } from "#domain/ports/object-store.ts";
import { addressTimes } from "./address-times.ts";

/** Signs addresses of objects: decision 0008. `now`: ms since 1970. */
export function addressSigner(client: S3Client, bucket: string, now: () => number) {
  const { credentials, region, sha256 } = client.config;
  let known: { accessKeyId: string; since: number; signer: SignatureV4 } | null = null;
  let address: URL | null = null;

  /** The signer of the credentials that are good now, and since when this process knows them. */
  async function current() {
    const identity = await credentials();
    if (known?.accessKeyId !== identity.accessKeyId) {
      const signer = new SignatureV4({ service: "s3", credentials: identity, region, sha256, uriEscapePath: false });
      known = { accessKeyId: identity.accessKeyId, since: now(), signer };
    }
    return known;
  }

  /**
   * An address that gives the object `key` by `method` until `endsAt`, an hour at most (and no longer than the
   * credentials are good), under the name and type that are said; a browser may keep it for `maxAge`. It is the same for
   * some minutes. Throws `expired` where no whole second is left.
   */
  return async (key: string, options: LinkOptions): Promise<string> => {
    const { fileName, mediaType, disposition, method = "GET", ...times } = options;
    const { signer, since } = await current();
    const { signingDate, expiresIn, maxAge } = addressTimes(now(), { ...times, since });
    address ??= await bucketAddress(client, bucket);
    const { protocol, hostname, port, host, pathname } = address;
    const request = {
      method,
      protocol,
      hostname,
      ...(port && { port: Number(port) }),
      path: `${pathname.replace(/\/$/, "")}/${key}`,
      query: {
        "response-cache-control": maxAge > 0 ? `private, max-age=${maxAge}` : "private, no-cache",
        "response-content-type": mediaType,
        "response-content-disposition": contentDisposition.create(fileName, { type: disposition }),
      },
      headers: { host, "x-amz-content-sha256": "UNSIGNED-PAYLOAD" },
    };
    const { path, query } = await signer.presign(request, { expiresIn, signingDate });
    return `${protocol}//${host}${path}?${queryText(query ?? {})}`;
  };
}

/** Where the bucket is, as the SDK resolves it: by host name or by path, with whatever endpoint is set. */
export async function bucketAddress(client: S3Client, bucket: string): Promise<URL> {
  const { url } = await createPresignedPost(client, { Bucket: bucket, Key: "any" });
  return new URL(url);
}

/** As it was signed: RFC 3986 §2.3, where encodeURIComponent leaves five characters as they are. */
function queryText(query: Record<string, string | string[] | null>): string {
  return Object.entries(query)
    .map(([name, value]) => `${encode(name)}=${encode(String(value))}`)
    .join("&");
}

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
