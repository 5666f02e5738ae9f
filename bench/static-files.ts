import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { BUILD } from "./servers.ts";

/** The scripts of the build, as they are asked for. */
export function staticFiles(): { path: string; bytes: number }[] {
  const folder = join(BUILD, ".next/static/chunks");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".js"))
    .map((name) => ({ path: `/_next/static/chunks/${name}`, bytes: statSync(join(folder, name)).size }));
}
