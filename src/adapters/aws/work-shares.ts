import { randomBytes } from "node:crypto";
import type { WorkShares } from "#domain/ports/work-shares.ts";
import type { Dynamo } from "./dynamo-client.ts";
import { inOurWords } from "./failure.ts";
import { placesKey } from "./item-keys.ts";
import { ttlAfter } from "./item-times.ts";
import { type Item, openTable } from "./table.ts";

interface WorkShareOptions {
  dynamo: Dynamo;
  table: string;
  /** images of one workspace that may be in work at once */
  most: number;
  /** after how long a place ends that nobody gave back, s: its worker died */
  placeSeconds: number;
  /** ms since 1970 */
  now?: () => number;
}

const PLACE = /^p[0-9a-f]{12}$/;

/**
 * The places of a workspace as attributes of one item, each with its end, beside how many they are. One write takes a place
 * and counts it, and one gives it back: the count is that of the attributes at any moment. Places past their end go when
 * somebody finds none free.
 */
export function createWorkShares(options: WorkShareOptions): WorkShares {
  const { most, placeSeconds, now = Date.now } = options;
  const table = openTable(options.dynamo, options.table);

  async function take(workspace: string): Promise<string | null> {
    const place = `p${randomBytes(6).toString("hex")}`;
    const until = now() + placeSeconds * 1000;
    const expression = `SET #${place} = :until, #taken = if_not_exists(#taken, :none) + :one, #v = :one, #ttl = :ttl`;
    const isFree = `attribute_not_exists(#${place}) AND (attribute_not_exists(#taken) OR #taken < :most)`;
    const values = { until, none: 0, one: 1, most, ttl: ttlAfter(until) };
    for (let tries = 0; tries < 2; tries++) {
      if (await table.update(placesKey(workspace), expression, { condition: isFree, values })) return place;
      const item = await table.get(placesKey(workspace));
      if (item?.[place] === until) return place; // taken by a try whose answer was lost
      if (!(await removeEnded(workspace, item))) return null;
    }
    return null;
  }

  async function removeEnded(workspace: string, item: Item | null): Promise<boolean> {
    const ended = Object.entries(item ?? {}).filter(([name, end]) => PLACE.test(name) && Number(end) <= now());
    for (const [place] of ended) await giveBack(workspace, place);
    return ended.length > 0;
  }

  /** Does nothing where the place ended meanwhile, so it may be done twice. */
  async function giveBack(workspace: string, place: string): Promise<void> {
    const options = { condition: `attribute_exists(#${place})`, values: { one: 1 } };
    await table.update(placesKey(workspace), `SET #taken = #taken - :one REMOVE #${place}`, options);
  }

  return inOurWords<WorkShares>("DynamoDB", {
    async take(workspace) {
      const place = await take(workspace);
      return place === null ? null : () => giveBack(workspace, place).catch(() => {}); // it ends by itself
    },
  });
}
