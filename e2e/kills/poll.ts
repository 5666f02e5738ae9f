/** Asks until the answer is not null; what it throws ends it. Throws with `what` where the time is over. */
export async function until<T>(what: string, ask: () => T | null | Promise<T | null>, timeoutMs = 20_000): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > end) throw new Error(`not within ${timeoutMs / 1000} s: ${what}`);
    await new Promise((next) => setTimeout(next, 25));
  }
}
