/**
 * `npm start`: builds where that is needed, then runs the server and starts it again where it dies. In package.json it
 * begins with `exec`, so that npm passes a SIGTERM to this process and not to a shell that dies and leaves it running; where
 * a shell knows no `exec` (Windows), the second half of the line does the same.
 */
import { fileURLToPath } from "node:url";
import { buildIfNeeded } from "./build.ts";
import { supervise } from "./supervise.ts";

Object.assign(process.env, { NODE_ENV: "production" });
await buildIfNeeded();
const server = fileURLToPath(new URL("../.next/standalone/dist/server.mjs", import.meta.url));
process.exit(await supervise(server, process.argv.slice(2), (sentence) => process.stderr.write(`\n${sentence}\n`)));
