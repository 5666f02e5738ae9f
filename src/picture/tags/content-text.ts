/** Runs of letters that are worth looking into, characters. */
const SHORTEST = 4;
/** What is looked through of one part, bytes. */
const MOST = 4_000_000;

/**
 * The words in bytes of no known kind: runs of printable characters, read as UTF-8 and, where every second byte is zero,
 * as UTF-16, one run a line.
 */
export function textIn(bytes: Uint8Array): string {
  const part = bytes.subarray(0, MOST);
  const narrow = runs(new TextDecoder("utf-8").decode(part));
  const zeros = part.reduce((sum, one) => sum + (one === 0 ? 1 : 0), 0);
  if (zeros < part.length / 4) return narrow;
  return [narrow, runs(new TextDecoder("utf-16le").decode(part)), runs(new TextDecoder("utf-16be").decode(part))].join(
    "\n",
  );
}

const runs = (text: string): string =>
  text
    .split(/[\p{Cc}\p{Cn}\p{Co}\uFFFD]+/u)
    .filter((run) => run.length >= SHORTEST)
    .join("\n");
