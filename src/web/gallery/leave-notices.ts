import type { Notice } from "#domain/ports/catalog.ts";
import { isAppError } from "#errors.ts";
import type { WebServices } from "#web/context/services.ts";

const NOTICE_MS = 10 * 60_000;

/**
 * Leaves what was refused for the sheet to say once, and returns the sheet's address. On a disk without room the
 * address says it.
 */
export async function leaveNotices(services: WebServices, workspace: string, refused: Notice[]): Promise<string> {
  if (refused.length === 0) return "/";
  try {
    await services.catalog.addNotices(workspace, refused, services.now() + NOTICE_MS);
    return "/";
  } catch (error) {
    if (!isAppError(error) || error.code !== "storage_full") throw error;
    return "/?notice=storage_full";
  }
}
