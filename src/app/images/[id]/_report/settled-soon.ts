/** True where it is settled within so many milliseconds: then a page shows it at once, and nothing in its place before. */
export async function settledSoon(coming: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, milliseconds, false);
  });
  const soon = coming.then(
    () => true,
    () => true,
  );
  try {
    return await Promise.race([soon, late]);
  } finally {
    clearTimeout(timer);
  }
}
