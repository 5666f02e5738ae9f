/** On every answer, whoever gives it. The pages' own policy, with its nonce, is set in src/proxy.ts. */
export const SECURITY_HEADERS: readonly (readonly [name: string, value: string])[] = [
  ["X-Content-Type-Options", "nosniff"],
  ["X-Frame-Options", "DENY"],
  // Not no-referrer: with it a browser sends `Origin: null` with our own forms.
  ["Referrer-Policy", "same-origin"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  ["Permissions-Policy", "camera=(), geolocation=(), microphone=(), browsing-topics=()"],
];

/** A year: browsers that came once come by https alone (RFC 6797 §6.1). Of this host and not of others below it. */
export const STRICT_TRANSPORT = ["Strict-Transport-Security", "max-age=31536000"] as const;
