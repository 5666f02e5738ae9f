/** What a page may do: its own scripts by nonce, its own pictures, no frame around it, nothing from elsewhere. */
export function contentSecurityPolicy(nonce: string): string {
  const reload = process.env.NODE_ENV === "development"; // React's and the bundler's development tools
  const directives = {
    "default-src": "'none'",
    "script-src": `'self' 'nonce-${nonce}' 'strict-dynamic'${reload ? " 'unsafe-eval'" : ""}`,
    "style-src": reload ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}
