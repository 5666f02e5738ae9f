declare module "dynalite" {
  import type { Server } from "node:http";
  /** A stand-in for DynamoDB, in memory where no path is given. */
  export default function dynalite(options?: { createTableMs?: number; path?: string }): Server;
}
