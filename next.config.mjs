import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));

/** On every answer. The pages' own policy, with its nonce, is set in src/proxy.ts. */
const headers = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  // Not no-referrer: with it a browser sends `Origin: null` with our own forms.
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), browsing-topics=()" },
];

/** @type {import("next").NextConfig} */
export default {
  output: "standalone",
  outputFileTracingRoot: root,
  turbopack: { root },
  poweredByHeader: false,
  reactStrictMode: true,
  compress: true,
  // Pictures of people are never optimised by Next: its cache on disk would outlive them.
  images: { unoptimized: true },
  typescript: { ignoreBuildErrors: true }, // `npm run check` looks at the types of everything at once
  experimental: {
    serverActions: { bodySizeLimit: "256kb" },
    // A refresh that fails with the connection must not load the page anew: it would take every running upload with it.
    useOffline: true,
  },
  headers: async () => [{ source: "/:path*", headers }],
};
