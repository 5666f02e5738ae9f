/**
 * Lets one waiter go on in each turn of the event loop. Hundreds of requests that come at one moment then do not
 * begin all at once: between any two of them the loop looks at what else came, the load balancer's question after our
 * health above all.
 */
export function onePerTurn(): () => Promise<void> {
  const waiting: (() => void)[] = [];
  const next = () => {
    waiting.shift()?.();
    if (waiting.length > 0) setImmediate(next);
  };
  return () =>
    new Promise((go) => {
      if (waiting.push(go) === 1) setImmediate(next);
    });
}
