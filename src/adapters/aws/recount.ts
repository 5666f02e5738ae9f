import { IMAGES, partition, usageKey } from "./item-keys.ts";
import type { Table } from "./table.ts";

/**
 * Longer than anybody can be between the two writes of a step (reserve and create, delete and give back): each
 * takes seconds at most.
 */
const STEP_MS = 10 * 60_000;

/** A count that was last touched then, or before, has rested: nobody is in the middle of a step. Ms since 1970. */
export const restedSince = (now: number): number => now - STEP_MS;

/**
 * Counts what a workspace uses afresh from its images, where the count has rested: so one that a crash or a lost
 * answer left too high is right again when somebody comes back. Written only where nobody changed the count
 * meanwhile.
 */
export async function recount(table: Table, workspace: string, now: number): Promise<void> {
  const key = usageKey(workspace);
  const counted = await table.get(key);
  if (counted === null || Number(counted.touchedAt) > restedSince(now)) return;
  const sum = { images: 0, bytes: 0 };
  const where = { prefix: IMAGES, filter: "attribute_exists(#status)", attributes: "#reserved" };
  for await (const { reserved } of table.query(partition(workspace), where)) {
    sum.images++;
    sum.bytes += Number(reserved);
  }
  await table.update(key, "SET #images = :images, #bytes = :bytes, #touchedAt = :now", {
    condition: "#images = :wereImages AND #bytes = :wereBytes AND #touchedAt = :wasTouchedAt",
    values: { ...sum, now, wereImages: counted.images, wereBytes: counted.bytes, wasTouchedAt: counted.touchedAt },
  });
}
