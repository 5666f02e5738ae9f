/** `npm run docs:parameters`: writes the table of conversion parameters in docs/api.md anew. */
import { readFile, writeFile } from "node:fs/promises";
import { withParametersTable } from "./parameters-table.ts";

const page = await readFile("docs/api.md", "utf8");
await writeFile("docs/api.md", withParametersTable(page));
