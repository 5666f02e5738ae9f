/** Results are asked for so many at a time: the server has other visitors. */
const AT_ONCE = 3;
/** Of a connection that drops. */
const MAX_TRIES = 5;
const PAUSE_MS = 2000;

interface Making {
  signal: AbortSignal;
  /** @param waits true while the server is too busy */
  onProgress: (done: number, waits: boolean) => void;
}

/**
 * Has the server make and keep each result, so that the ZIP of them needs no waiting. Asks for the headers alone. A busy
 * server is asked again when it says (503 and 429 with `Retry-After`), a dropped connection some times.
 * @param addresses of the results
 * @returns the addresses that cannot be had. Throws where `signal` ends it.
 */
export async function makeResults(addresses: readonly string[], { signal, onProgress }: Making): Promise<string[]> {
  const queue = addresses.values(); // every lane takes from the same one
  const failed: string[] = [];
  let done = 0;
  let waiting = 0;

  async function lane(): Promise<void> {
    for (const address of queue) {
      if (!(await made(address))) failed.push(address);
      done++;
      onProgress(done, waiting > 0);
    }
  }

  async function made(address: string): Promise<boolean> {
    for (let dropped = 0; ; ) {
      const answer = await fetch(address, { method: "HEAD", redirect: "manual", cache: "no-store", signal }).catch(
        () => null,
      );
      signal.throwIfAborted();
      // The store's own address of a result that is there cannot be looked into, and need not be.
      if (answer?.ok || answer?.type === "opaqueredirect") return true;
      const wait = answer && retryAfter(answer);
      if (answer && wait === null) return false;
      if (!answer && ++dropped >= MAX_TRIES) return false;
      onProgress(done, ++waiting > 0);
      await pause(wait ?? PAUSE_MS, signal);
      onProgress(done, --waiting > 0);
    }
  }

  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return failed;
}

/** ms; null where the server does not ask for another try (RFC 9110 §10.2.3, in seconds), or for one in minutes: it has no room */
function retryAfter({ status, headers }: Response): number | null {
  const seconds = headers.get("retry-after") ?? "";
  return (status === 503 || status === 429) && /^\d{1,2}$/.test(seconds) ? Number(seconds) * 1000 : null;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done, ended) => {
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      done();
    }, ms);
    const stop = () => {
      clearTimeout(timer);
      ended(signal.reason);
    };
    signal.addEventListener("abort", stop, { once: true });
  });
}
