/**
 * `npm start`: builds where that is needed, then becomes the server. In package.json it begins with `exec`, so
 * that npm passes a SIGTERM to the server and not to a shell that dies and leaves it running; where a shell knows
 * no `exec` (Windows), the second half of the line does the same.
 */
import { buildIfNeeded } from "./build.ts";

Object.assign(process.env, { NODE_ENV: "production" });
await buildIfNeeded();
await import(new URL("../.next/standalone/dist/server.mjs", import.meta.url).href);
