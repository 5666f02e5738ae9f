/** What stories of aws mode alone need: the parts of the cloud themselves, beside the servers that use them. */
import { test as base, expect } from "#e2e/fixtures.ts";
import type { Visitor } from "#e2e/visitor.ts";
import type { Account } from "./account.ts";
import type { Cloud } from "./cloud.ts";

export const test = base.extend<{ cloud: Cloud; account: Account }>({
  cloud: ({ backend }, use) => use(backend as Cloud),
  /** what every server that `start` starts in this test uses */
  account: async ({ cloud, folder }, use) => use(await cloud.open(folder)),
});

/** No message waits and none is in work: whatever was to come of them has come. */
export async function expectQueuesEmpty(account: Account): Promise<void> {
  for (const queue of ["uploads", "dead"] as const) {
    await expect
      .poll(() => account.waiting(queue), { message: queue, intervals: [50, 100, 200] })
      .toEqual({ ready: 0, hidden: 0 });
  }
}

/** That each workspace uses exactly what its images hold. */
export async function expectExactQuotas(account: Account): Promise<void> {
  const items = await account.items();
  const held = new Map<string, { images: number; bytes: number }>();
  for (const { pk, sk, status, reserved } of items) {
    if (!String(sk).startsWith("I#") || status === undefined) continue; // a tombstone has no status
    const sum = held.get(String(pk)) ?? { images: 0, bytes: 0 };
    held.set(String(pk), { images: sum.images + 1, bytes: sum.bytes + Number(reserved) });
  }
  const counted = items.filter(({ sk }) => sk === "W");
  const used = counted.map(({ pk, images, bytes }) => [String(pk), { images, bytes }] as const);
  expect(Object.fromEntries(used)).toEqual(Object.fromEntries(held));
}

/** The images of a workspace, newest first, as many as it may hold. */
export const listOf = async (visitor: Visitor) =>
  (await visitor.json<{ images: { id: string; name: string; status: string }[] }>("/api/images?limit=500")).images;

export { expect };
