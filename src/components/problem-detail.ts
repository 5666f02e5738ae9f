/** The sentence for people in a problem document (RFC 9457 §3.1.4), or null where the body is none. */
export function problemDetail(body: string): string | null {
  try {
    const problem: unknown = JSON.parse(body);
    const detail = typeof problem === "object" && problem !== null && "detail" in problem ? problem.detail : null;
    return typeof detail === "string" ? detail : null;
  } catch {
    return null;
  }
}
