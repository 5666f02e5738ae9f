/** One receipt handle a delivery: the message's own handle, and which of its objects it stands for. */
export const receiptHandlesOf = (handle: string, objects: number): string[] =>
  Array.from({ length: objects }, (_, index) => `${index}/${objects}:${handle}`);

/** Whatever `receiptHandlesOf` did not make names no message. */
export function parseReceiptHandle(receiptHandle: string): { handle: string; index: number; several: boolean } {
  const [, index, objects, handle = ""] = /^(\d{1,4})\/(\d{1,4}):(.+)$/.exec(receiptHandle) ?? [];
  return { handle, index: Number(index ?? 0), several: Number(objects ?? 1) > 1 };
}
