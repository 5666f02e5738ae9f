/**
 * Mean wait (s) in a queue with random arrivals and `servers` that each take `seconds` on average (M/M/c, Erlang C).
 * Infinity where more arrives than can be served.
 *
 * @param rate arrivals a second
 */
export function meanWait(rate: number, seconds: number, servers: number): number {
  const load = rate * seconds;
  if (load >= servers) return Number.POSITIVE_INFINITY;
  // Erlang B by its recursion, which stays in range for thousands of servers.
  let blocked = 1;
  for (let n = 1; n <= servers; n++) blocked = (load * blocked) / (n + load * blocked);
  const waits = blocked / (1 - (load / servers) * (1 - blocked));
  return (waits * seconds) / (servers - load);
}

/**
 * The longest wait (s) when the load comes at once to a queue that nobody uses: pollers start with `first` and grow by
 * `perSecond`. Arrivals and service are taken as a steady flow.
 */
export function waitAtOnset(rate: number, seconds: number, growth: { first: number; perSecond: number }): number {
  const needed = rate * seconds;
  if (needed <= growth.first) return 0;
  const until = (needed - growth.first) / growth.perSecond;
  const served = (growth.first * until + (growth.perSecond * until ** 2) / 2) / seconds;
  const backlog = rate * until - served;
  return backlog / rate;
}
