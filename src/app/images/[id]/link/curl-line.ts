/**
 * The command that saves what is at an address under the name that the server gives it; the store may be elsewhere, so
 * it follows. Quoted as POSIX shells take it (IEEE Std 1003.1 §2.2.2): between single quotes nothing has a meaning.
 */
export const curlLine = (url: string): string => `curl -OJL '${url.replaceAll("'", "'\\''")}'`;
