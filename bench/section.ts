import type { Pictures } from "./pictures.ts";
import type { Table } from "./table.ts";

export interface Bench {
  table: Table;
  pictures: Pictures;
  /** a folder for this section alone */
  folder: string;
}

/** One part of the table: starts what it needs, adds its rows, stops what it started. */
export type Section = (bench: Bench) => Promise<void>;
