import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { LENGTH_HEADER, withoutBytes } from "./bytes-response.ts";

it("answers HEAD with the headers of GET, and lets go of the bytes that nobody will read", async () => {
  const body = Readable.from([Buffer.alloc(400_000)]);
  const response = withoutBytes({ headers: new Headers({ etag: '"one"' }), body, bytes: 400_000 });
  expect(body.destroyed).toBe(true);
  expect(response.headers.get("etag")).toBe('"one"');
  expect(response.headers.get(LENGTH_HEADER)).toBe("400000");
  expect(response.body).toBeNull();
});
