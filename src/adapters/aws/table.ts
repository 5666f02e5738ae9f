/** The few calls to the table that the catalog is made of, in plain values. Throws what the SDK throws. */
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Dynamo } from "./dynamo-client.ts";
import type { Key } from "./item-keys.ts";
import { named, valued } from "./placeholders.ts";
import { TABLE } from "./table-description.ts";

export type Item = Key & Record<string, unknown>;
export type Values = Record<string, unknown>;
export type Table = ReturnType<typeof openTable>;

/** Expressions name every attribute as `#name` and every value as `:name`. */
export interface Where {
  /** sort keys that begin so */
  prefix: string;
  filter?: string;
  values?: Values;
  /** `#a, #b`: these attributes alone */
  attributes?: string;
}

type Order = { step: number } & ({ below: string } | { above: string });

/** So many keys go into one BatchGetItem. */
const BATCH = 100;

/** Reads are strongly consistent: who wrote something sees it. */
export function openTable({ client, once }: Dynamo, TableName: string) {
  const query = (pk: string, { prefix, filter, values, attributes }: Where) => ({
    TableName,
    KeyConditionExpression: "#pk = :pk AND begins_with(#sk, :prefix)",
    FilterExpression: filter,
    ProjectionExpression: attributes,
    ConsistentRead: true,
    ...named("#pk #sk", filter, attributes),
    ...valued({ pk, prefix, ...values }),
  });

  const table = {
    async get({ pk, sk }: Key): Promise<Item | null> {
      const { Item } = await client.send(
        new GetItemCommand({ TableName, Key: marshall({ pk, sk }), ConsistentRead: true }),
      );
      return Item ? plain(Item) : null;
    },
    /** At most 100 keys. What the table could not read at the moment is left out, as if it was not there. */
    async getAll(keys: Key[]): Promise<Item[]> {
      if (keys.length === 0) return [];
      const Keys = keys.map(({ pk, sk }) => marshall({ pk, sk }));
      const RequestItems = { [TableName]: { Keys, ConsistentRead: true } };
      const { Responses } = await client.send(new BatchGetItemCommand({ RequestItems }));
      return (Responses?.[TableName] ?? []).map(plain);
    },
    async put(item: Item): Promise<void> {
      await client.send(new PutItemCommand({ TableName, Item: stored(item) }));
    },
    /** False where there is an item of this key. */
    async insert(item: Item): Promise<boolean> {
      const condition = "attribute_not_exists(#pk)";
      const input = { TableName, Item: stored(item), ConditionExpression: condition, ...named(condition) };
      return (await unlessRefused(client.send(new PutItemCommand(input)))) !== null;
    },
    /** Puts an item in the place of one that meets the condition, which is returned; else null. */
    async replace(item: Item, condition: string): Promise<Item | null> {
      const input = { TableName, Item: stored(item), ConditionExpression: condition, ...named(condition) };
      const answer = await unlessRefused(client.send(new PutItemCommand({ ...input, ReturnValues: "ALL_OLD" })));
      return answer?.Attributes ? plain(answer.Attributes) : null;
    },
    /** The item as it is then, or null where the condition refuses it. With `atMostOnce` it is never done twice. */
    async update(
      { pk, sk }: Key,
      expression: string,
      { condition, values, atMostOnce = false }: { condition?: string; values: Values; atMostOnce?: boolean },
    ): Promise<Item | null> {
      const command = new UpdateItemCommand({
        TableName,
        Key: marshall({ pk, sk }),
        UpdateExpression: expression,
        ConditionExpression: condition,
        ...named(expression, condition),
        ...valued(values),
        ReturnValues: "ALL_NEW",
      });
      const answer = await unlessRefused((atMostOnce ? once : client).send(command));
      return answer?.Attributes ? plain(answer.Attributes) : null;
    },
    /** The item as it was, or null where there is none or the condition refuses it. */
    async remove({ pk, sk }: Key, condition?: string, values: Values = {}): Promise<Item | null> {
      const command = new DeleteItemCommand({
        TableName,
        Key: marshall({ pk, sk }),
        ConditionExpression: condition,
        ...named(condition),
        ...valued(values),
        ReturnValues: "ALL_OLD",
      });
      const answer = await unlessRefused(client.send(command));
      return answer?.Attributes ? plain(answer.Attributes) : null;
    },
    /**
     * @param order.step how many items to look at in one call, where not all are wanted
     * @param order.below only sort keys below this one, from the last to the first
     * @param order.above only sort keys above this one, from the first to the last
     */
    async *query(pk: string, where: Where, order?: Order): AsyncGenerator<Item> {
      const input = query(pk, where);
      const sk = order && ("below" in order ? order.below : order.above);
      const pages = paginateQuery(
        { client, pageSize: order?.step, startingToken: sk === undefined ? undefined : marshall({ pk, sk }) },
        { ...input, ScanIndexForward: !(order && "below" in order) },
      );
      for await (const page of pages) for (const item of page.Items ?? []) yield plain(item);
    },
    /** Deletes the items of a partition whose sort keys begin so. */
    async removeBelow(pk: string, prefix: string): Promise<void> {
      for await (const { sk } of table.query(pk, { prefix, attributes: "#sk" })) await table.remove({ pk, sk });
    },
    async count(pk: string, where: Where): Promise<number> {
      let found = 0;
      for await (const page of paginateQuery({ client }, { ...query(pk, where), Select: "COUNT" })) {
        found += page.Count ?? 0;
      }
      return found;
    },
    /** Keys of what is due, oldest first. The index follows the table within moments: it may name what is gone already. */
    async due(due: string, now: number, limit: number): Promise<(Key & { dueAt: number })[]> {
      const condition = "#due = :due AND #dueAt <= :now";
      const { Items } = await client.send(
        new QueryCommand({
          TableName,
          IndexName: TABLE.dueIndex.name,
          KeyConditionExpression: condition,
          ...named(condition),
          ...valued({ due, now }),
          Limit: limit,
        }),
      );
      return (Items ?? []).map((item) => plain(item) as unknown as Key & { dueAt: number });
    },
    batch: BATCH,
  };
  return table;
}

const stored = (item: Item) => marshall(item, { removeUndefinedValues: true });
const plain = (item: Parameters<typeof unmarshall>[0]): Item => unmarshall(item) as Item;

async function unlessRefused<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return null;
    throw error;
  }
}
