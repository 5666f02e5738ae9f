/**
 * What a page may do: its own scripts by nonce, its own pictures, no frame around it, nothing from elsewhere but the
 * object store's origin where that is another one: uploads go there, and pictures and downloads are led there.
 */
export function contentSecurityPolicy(nonce: string, storeOrigin: string | null): string {
  const own = storeOrigin === null ? "'self'" : `'self' ${storeOrigin}`;
  const reload = process.env.NODE_ENV === "development"; // React's and the bundler's development tools
  const directives = {
    "default-src": "'none'",
    "script-src": `'self' 'nonce-${nonce}' 'strict-dynamic'${reload ? " 'unsafe-eval'" : ""}`,
    "style-src": reload ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    "style-src-attr": "'unsafe-inline'",
    "img-src": `${own} data: blob:`,
    "font-src": "'self'",
    "connect-src": own,
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": own,
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}

/** For a document that no page of ours made (an address below `/_next` that is none): nothing in it runs. */
export const POLICY_WITHOUT_SCRIPTS =
  "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
