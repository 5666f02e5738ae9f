import { cookies } from "next/headers";
import { services } from "./services.ts";
import { COOKIE, readWorkspace } from "./session.ts";

/** The workspace of who asks for this page or acts on it (its hash), or null. For route handlers `route` has it. */
export async function workspaceOfVisitor(): Promise<string | null> {
  return readWorkspace(services(), (await cookies()).get(COOKIE)?.value);
}
