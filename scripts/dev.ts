/** `npm run dev`: the same server on the sources as they are, with reload. */
import process from "node:process";

Object.assign(process.env, { NODE_ENV: "development", NEXT_TELEMETRY_DISABLED: "1" });
process.argv.push("--dev");
await import("#server/main.ts");
