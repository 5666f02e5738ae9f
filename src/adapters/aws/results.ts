import { monotonicFactory } from "ulid";
import type { ResultBudget } from "#domain/ports/catalog.ts";
import { imageKey, partition, RESULTS, resultItemKey, resultObjectKey, resultsOf } from "./item-keys.ts";
import { ttlAfter } from "./item-times.ts";
import type { Table } from "./table.ts";

interface DynamoResults extends ResultBudget {
  removeOf(workspace: string, id: string): Promise<void>;
}

/**
 * Which conversions are stored, and how large they are: an item each, a tenth of a kilobyte, added up afresh at
 * each new one. No running sum that a crash could leave wrong; a thousand results cost a millisecond's worth of
 * the conversion before.
 */
export function createDynamoResults(
  table: Table,
  { retentionMs, now }: { retentionMs: number; now: () => number },
): DynamoResults {
  const newStamp = monotonicFactory();

  return {
    async addResult(workspace, id, key, bytes, budget) {
      const own = resultItemKey(workspace, key);
      await table.put({ ...own, v: 1, bytes, at: newStamp(now()), ttl: ttlAfter(now() + retentionMs) });
      // Looked at after the write: a delete that came before it is seen here, one that comes later sees the item.
      if ((await table.get(imageKey(workspace, id)))?.status === undefined) {
        await table.remove(own);
        return [key];
      }
      const results: { sk: string; at: string; bytes: number }[] = [];
      for await (const { sk, at, bytes } of table.query(own.pk, { prefix: RESULTS })) {
        results.push({ sk, at: String(at), bytes: Number(bytes) });
      }
      results.sort((a, b) => (a.at < b.at ? 1 : -1));
      let kept = 0;
      const tooMany = results.filter((result) => {
        kept += result.bytes;
        return kept > budget && result.sk !== own.sk;
      });
      return tooMany.reverse().map(({ sk }) => resultObjectKey({ pk: own.pk, sk }));
    },
    async forgetResult(workspace, key) {
      await table.remove(resultItemKey(workspace, key));
    },
    removeOf: (workspace, id) => table.removeBelow(partition(workspace), resultsOf(id)),
  };
}
