/** DynamoDB as dynalite, in the test's own process: in memory, on an address of this machine alone. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { CreateTableCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import dynalite from "dynalite";
import { createDynamoCatalog, type DynamoCatalogOptions } from "./catalog.ts";
import { createDynamo, type DynamoSettings } from "./dynamo-client.ts";
import type { Item } from "./table.ts";
import { tableDescription } from "./table-description.ts";

export const REGION = "eu-central-1";
export const CREDENTIALS = { accessKeyId: "test", secretAccessKey: "test" };
export const RETENTION = 24 * 3_600_000;

export interface StandIn {
  endpoint: string;
  port: number;
  close(): Promise<void>;
}

/** Conditional writes, queries and indexes are real; nothing expires. */
export async function startDynamo(): Promise<StandIn> {
  const server = dynalite({ createTableMs: 0 });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

type CatalogSettings = Partial<DynamoCatalogOptions> & { to?: string; timeLimits?: DynamoSettings["timeLimits"] };

let tables = 0;

/** A new table, and what makes catalogs on it: each with clients of its own, as another task has. */
export async function openTestTable(endpoint: string) {
  const name = `proofsheet-${process.pid}-${++tables}`;
  const opened: { close(): void }[] = [];
  const lines: string[] = [];
  const log = { warn: (_fields: object, message: string) => void lines.push(message) };

  // The stand-in shares a core with its two hundred clients: it may take longer than a table.
  function connect(to = endpoint, timeLimits: DynamoSettings["timeLimits"] = { answer: 15_000 }) {
    const dynamo = createDynamo({ region: REGION, endpoint: to, credentials: CREDENTIALS, timeLimits });
    opened.push(dynamo);
    return dynamo;
  }
  const dynamo = connect();
  await dynamo.client.send(new CreateTableCommand(tableDescription(name)));
  return {
    name,
    dynamo,
    lines,
    /** @param options.to where the clients turn to, if not to the table itself */
    catalog({ to, timeLimits, ...options }: CatalogSettings = {}) {
      const own = connect(to, timeLimits);
      return createDynamoCatalog({ dynamo: own, table: name, retentionMs: RETENTION, log, ...options });
    },
    /** every item of the table, as it is stored */
    async items(): Promise<Item[]> {
      const { Items = [] } = await dynamo.client.send(new ScanCommand({ TableName: name, ConsistentRead: true }));
      return Items.map((item) => unmarshall(item) as Item);
    },
    async close() {
      for (const each of opened) each.close();
    },
  };
}
