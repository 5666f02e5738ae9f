/** One receipt a delivery: the message's own handle, and which of its objects it stands for. */
export const receiptsOf = (handle: string, objects: number): string[] =>
  Array.from({ length: objects }, (_, index) => `${index}/${objects}:${handle}`);

/** Whatever `receiptsOf` did not make names no message. */
export function parseReceipt(receipt: string): { handle: string; index: number; several: boolean } {
  const [, index, objects, handle = ""] = /^(\d{1,4})\/(\d{1,4}):(.+)$/.exec(receipt) ?? [];
  return { handle, index: Number(index ?? 0), several: Number(objects ?? 1) > 1 };
}
