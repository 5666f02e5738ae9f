/** Ms that an answer holds: the check writes to the disk, and anybody may ask. */
const HOLDS_MS = 1000;

/**
 * Whether everything works that requests need. Those who ask within a second get one answer.
 * @param checks each throws where what it stands for does not work
 */
export function createReadiness(
  checks: readonly (() => unknown)[],
  now = () => performance.now(),
): () => Promise<void> {
  let answer: Promise<void> | null = null;
  let askedAt = 0;
  return () => {
    if (answer && now() - askedAt < HOLDS_MS) return answer;
    askedAt = now();
    answer = Promise.all(checks.map(async (check) => check())).then(() => {});
    return answer;
  };
}
