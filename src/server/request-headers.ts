import type { IncomingMessage } from "node:http";

/** The headers of a request, read as `Headers` are, without making one. */
export function headersOf({ headers }: IncomingMessage): Pick<Headers, "get"> {
  return {
    get(name) {
      const value = headers[name.toLowerCase()];
      return Array.isArray(value) ? value.join(", ") : (value ?? null);
    },
  };
}
