import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));

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
    // Else every page's script carries all of a file of messages, twice: each export becomes a module of its own.
    turbopackModuleFragments: true,
  },
};
