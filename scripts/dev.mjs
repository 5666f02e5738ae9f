/** `npm run dev`: the same server on the sources as they are, with reload. */
process.env.NODE_ENV = "development";
process.env.NEXT_TELEMETRY_DISABLED = "1";
process.argv.push("--dev");
await import("#server/main.ts");
