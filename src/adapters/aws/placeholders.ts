import { marshall } from "@aws-sdk/util-dynamodb";

/**
 * The names of expressions in which `#name` stands for the attribute `name`: many plain ones (`bytes`, `status`,
 * `ttl`) are reserved words of DynamoDB.
 */
export function named(...expressions: (string | undefined)[]): { ExpressionAttributeNames?: Record<string, string> } {
  const names = [...expressions.join(" ").matchAll(/#(\w+)/g)].map(([placeholder, name]) => [placeholder, name]);
  return names.length > 0 ? { ExpressionAttributeNames: Object.fromEntries(names) } : {};
}

/** The values of expressions in which `:name` stands for `values.name`. */
export function valued(values: Record<string, unknown>) {
  const entries = Object.entries(values).map(([name, value]) => [`:${name}`, value]);
  if (entries.length === 0) return {};
  return { ExpressionAttributeValues: marshall(Object.fromEntries(entries), { removeUndefinedValues: true }) };
}
