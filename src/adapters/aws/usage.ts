import type { Amount, WorkspaceUsage } from "#domain/ports/catalog.ts";
import { usageKey } from "./item-keys.ts";
import { ttlOfCount } from "./item-times.ts";
import { recount, restedSince } from "./recount.ts";
import type { Table } from "./table.ts";

const FITS =
  "(attribute_not_exists(#images) OR #images <= :roomImages) AND (attribute_not_exists(#bytes) OR #bytes <= :roomBytes)";

interface Usage extends WorkspaceUsage {
  /** Before what counts goes: nobody counts afresh between that and the giving back, or it would be taken off twice. */
  touch(workspace: string): Promise<void>;
}

/**
 * What each workspace uses: one item, changed by sums with a condition. What is taken may be counted twice where an
 * answer is lost and the call sent again; what is given back never is, nor before what it stood for is gone. So
 * whatever breaks off, the count is never too low; where it is too high, `recount` puts it right before the next
 * image that comes after a rest.
 */
export function createUsage(table: Table, { retentionMs, now }: { retentionMs: number; now: () => number }): Usage {
  function add(workspace: string, amount: Amount, limits: Amount, at: number, condition: string, more: object = {}) {
    const room = { roomImages: limits.images - amount.images, roomBytes: limits.bytes - amount.bytes };
    const values = { ...amount, ...room, ...more, now: now(), ttl: ttlOfCount(at + retentionMs), v: 1 };
    const expression = "ADD #images :images, #bytes :bytes SET #touchedAt = :now, #ttl = :ttl, #v = :v";
    return table.update(usageKey(workspace), expression, { condition, values });
  }

  return {
    async reserve(workspace, amount, limits, at) {
      if (amount.images > limits.images || amount.bytes > limits.bytes) return false;
      const busy = "(attribute_not_exists(#touchedAt) OR #touchedAt > :rested)";
      const rested = restedSince(now());
      if (await add(workspace, amount, limits, at, `${FITS} AND ${busy}`, { rested })) return true;
      await recount(table, workspace, now()); // or another has, meanwhile
      return (await add(workspace, amount, limits, at, FITS)) !== null;
    },
    async touch(workspace) {
      const condition = "attribute_exists(#touchedAt)";
      await table.update(usageKey(workspace), "SET #touchedAt = :now", { condition, values: { now: now() } });
    },
    /** A workspace that uses nothing leaves no item. Less than is given back is left to `recount`. */
    async release(workspace, { images, bytes }) {
      const key = usageKey(workspace);
      const left = await table.update(key, "ADD #images :lessImages, #bytes :lessBytes SET #touchedAt = :now", {
        condition: "#images >= :images AND #bytes >= :bytes",
        values: { images, bytes, lessImages: -images, lessBytes: -bytes, now: now() },
        atMostOnce: true,
      });
      if (left?.images !== 0 || left.bytes !== 0) return;
      await table.remove(key, "#images = :none AND #bytes = :none", { none: 0 });
    },
    async usage(workspace) {
      const item = await table.get(usageKey(workspace));
      return { images: Number(item?.images ?? 0), bytes: Number(item?.bytes ?? 0) };
    },
  };
}
