import { AppError } from "#errors.ts";

/** Whether people reach us by https: by PUBLIC_URL, or as the request itself says. */
export function isHttps(headers: Pick<Headers, "get">, publicUrl: URL | null): boolean {
  if (publicUrl) return publicUrl.protocol === "https:";
  return headers.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https";
}

/** The origin that the sender's browser shows: PUBLIC_URL's, or what the request itself says. */
export function requestOrigin(headers: Pick<Headers, "get">, publicUrl: URL | null): string {
  if (publicUrl) return publicUrl.origin;
  return `${isHttps(headers, publicUrl) ? "https" : "http"}://${headers.get("host") ?? "localhost"}`;
}

/**
 * Refuses a request that another site's page made. Browsers say where a request comes from in two ways, and
 * neither can be set by a page: Sec-Fetch-Site (Fetch Metadata) and Origin (RFC 6454 §7). What is no browser
 * sends neither, and brings no foreign cookies. Throws `cross_site`.
 */
export function refuseCrossSite(headers: Pick<Headers, "get">, publicUrl: URL | null): void {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  const foreign = site === "cross-site" || site === "same-site";
  if (foreign || (origin !== null && origin !== requestOrigin(headers, publicUrl))) {
    throw new AppError(
      "cross_site",
      "This request came from another site's page. Open Proofsheet itself and try there.",
    );
  }
}
