import { afterEach, expect, it } from "vitest";
import { picture, type TestServices, testServices, upload } from "#compose.fixture.ts";
import type { LinkOptions } from "#domain/ports/object-store.ts";
import type { WebServices } from "#web/context/services.ts";
import { type ObjectResponse, respondWithObject } from "./respond-with-object.ts";

let services: TestServices;
afterEach(() => services.close());

const object: ObjectResponse = {
  key: "derived/w/i/thumbnail.webp",
  etag: null,
  mediaType: "image/webp",
  fileName: "thumbnail.webp",
  disposition: "inline",
  cache: true,
};

it.each([
  ["a picture that is looked at again and again, an hour", true, 3600],
  ["a file that is taken along, not at all", false, 0],
])("lets a browser keep what the store sends: %s", async (_name, cache, maxAge) => {
  services = testServices({ retentionMs: 60_000 });
  const image = await upload(services, await picture());
  const asked: LinkOptions[] = [];
  services.store.link = async (_key, options) => {
    asked.push(options);
    return "https://store.example/thumbnail";
  };
  const all: WebServices = { ...services, sessionSecrets: [], storeOrigin: null, publicUrl: null };
  const answer = await respondWithObject({ method: "GET", headers: new Headers() }, all, image, { ...object, cache });
  expect(asked).toMatchObject([{ maxAge, endsAt: image.expiresAt }]);
  expect(answer).toMatchObject({ status: 307 });
  expect(answer.headers.get("cache-control")).toBe("no-store"); // the address is another one soon
});

it("asks the store for an address that is good for the method, and says by what the answer was chosen", async () => {
  services = testServices({});
  const image = await upload(services, await picture());
  services.store.link = async (_key, { method }) => `https://store.example/${method}`;
  const all: WebServices = { ...services, sessionSecrets: [], storeOrigin: null, publicUrl: null };
  const asked = { method: "HEAD", headers: new Headers() } as const;
  const { headers } = await respondWithObject(asked, all, image, { ...object, varyAccept: true });
  expect(headers.get("location")).toBe("https://store.example/HEAD");
  expect(headers.get("vary")).toBe("Cookie, Accept");
});
