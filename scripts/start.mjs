/** `npm start`: builds where that is needed, then becomes the server. */
import { buildIfNeeded } from "./build.mjs";

process.env.NODE_ENV = "production";
await buildIfNeeded();
await import("../.next/standalone/dist/server.mjs");
