import { monotonicFactory } from "ulid";
import type { Notice, WorkspaceNotices } from "#domain/ports/catalog.ts";
import { NOTICE_QUEUE } from "./due.ts";
import { NOTICES, noticeKey, partition } from "./item-keys.ts";
import { ttlAfter } from "./item-times.ts";
import type { Item, Table } from "./table.ts";

/** Of one item: 100 of the longest file names are an eighth of what an item may hold. */
const TOGETHER = 100;

interface DynamoNotices extends WorkspaceNotices {
  removeOld(at: number): Promise<void>;
}

/** What is said once. Notices hold file names, so the sweeper comes for those that nobody fetched. */
export function createDynamoNotices(table: Table, now: () => number): DynamoNotices {
  const newStamp = monotonicFactory();

  return {
    async addNotices(workspace, notices, until) {
      for (let first = 0; first < notices.length; first += TOGETHER) {
        const together = JSON.stringify(notices.slice(first, first + TOGETHER));
        const times = { ttl: ttlAfter(until), due: NOTICE_QUEUE, dueAt: until };
        await table.put({ ...noticeKey(workspace, newStamp(now())), v: 1, notices: together, ...times });
      }
    },
    /** Each item goes to the one caller whose delete returned it. */
    async takeNotices(workspace) {
      const taken: Notice[] = [];
      for await (const { pk, sk } of table.query(partition(workspace), { prefix: NOTICES, attributes: "#pk, #sk" })) {
        const item = await table.remove({ pk, sk });
        if (item && Number(item.dueAt) > now()) taken.push(...noticesIn(item));
      }
      return taken;
    },
    async removeOld(at) {
      for (const key of await table.due(NOTICE_QUEUE, at, table.batch)) await table.remove(key);
    },
  };
}

const noticesIn = (item: Item): Notice[] => JSON.parse(String(item.notices)) as Notice[];
