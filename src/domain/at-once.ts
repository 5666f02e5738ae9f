/**
 * Counts what goes on at once, by key. What it returns counts one in, and answers what counts it out again, once; null
 * where the key has its bound already.
 */
export function countAtOnce(most: number): (key: string) => (() => void) | null {
  const running = new Map<string, number>();
  return (key) => {
    const before = running.get(key) ?? 0;
    if (before >= most) return null;
    running.set(key, before + 1);
    let isIn = true;
    return () => {
      if (!isIn) return;
      isIn = false;
      const left = (running.get(key) ?? 1) - 1;
      if (left > 0) running.set(key, left);
      else running.delete(key);
    };
  };
}
