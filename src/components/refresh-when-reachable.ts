/**
 * Looks again, if the server answers at this moment. Where a refresh fails, Next loads the page anew instead; with no
 * connection that ends on the browser's error page, and every upload with it.
 */
export async function refreshWhenReachable(router: { refresh(): void }): Promise<void> {
  const reachable = await fetch("/api/health", { cache: "no-store" }).then(
    (answer) => answer.ok,
    () => false,
  );
  if (reachable) router.refresh();
}
