import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HOUR, NOON, ulid, WORKSPACE } from "../contract/fixtures.ts";
import { createS3 } from "./s3-client.ts";
import { addressSigner } from "./signed-address.ts";
import { signatureOfGet } from "./sigv4.fixture.ts";

const SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const KEY = `uploads/${WORKSPACE}/${ulid(1)}`;
const LINK = {
  fileName: "Überfahrt (1)'*!.jpg",
  mediaType: "image/svg+xml",
  disposition: "attachment",
  endsAt: NOON + HOUR,
} as const;

function signer(options: { now?: () => number; endpoint?: string; sessionToken?: string } = {}) {
  const { now = () => NOON, endpoint, sessionToken } = options;
  const client = createS3({
    region: "eu-central-1",
    forcePathStyle: endpoint !== undefined,
    ...(endpoint && { endpoint }),
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: SECRET, ...(sessionToken && { sessionToken }) },
  });
  const sign = addressSigner(client, "pictures", now);
  return async (changes: object = {}) => new URL(await sign(KEY, { ...LINK, ...changes }));
}
const secondsOf = (address: URL) => Number(address.searchParams.get("X-Amz-Expires"));

describe("a signed address", () => {
  test("says where, until when and as what", async () => {
    const address = await signer()();
    expect(address.origin).toBe("https://pictures.s3.eu-central-1.amazonaws.com");
    expect(address.pathname).toBe(`/${KEY}`);
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      "X-Amz-Credential": "AKIDEXAMPLE/20261123/eu-central-1/s3/aws4_request",
      "X-Amz-Date": "20261123T120000Z",
      "X-Amz-Expires": "3600",
      "X-Amz-SignedHeaders": "host",
      "response-content-type": "image/svg+xml",
      "response-content-disposition":
        "attachment; filename=\"?berfahrt (1)'*!.jpg\"; filename*=UTF-8''%C3%9Cberfahrt%20%281%29%27%2A!.jpg",
    });
  });

  test.each([
    ["by host name", {}],
    ["by path, on another port", { endpoint: "http://127.0.0.1:9000" }],
    ["by path, below a folder", { endpoint: "https://store.example/s3" }],
    ["with credentials that end", { sessionToken: "a/token+with=signs" }],
  ])("is signed as it is written: %s", async (_, options) => {
    const address = await signer(options)();
    expect(address.searchParams.get("X-Amz-Signature")).toBe(signatureOfGet(address, SECRET));
    expect(address.searchParams.get("X-Amz-Security-Token")).toBe(
      "sessionToken" in options ? options.sessionToken : null,
    );
  });

  test("never outlives the image or an hour, and is never for less than a second", async () => {
    let now = NOON;
    const sign = signer({ now: () => now });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 1e9 }),
        fc.integer({ min: -HOUR, max: 4 * HOUR }),
        async (at, left) => {
          now = NOON + at;
          const endsAt = now + left;
          const address = await sign({ endsAt }).catch((error) => error);
          if (!(address instanceof URL)) {
            expect(address).toMatchObject({ code: "expired" });
            expect(left).toBeLessThan(1000);
            return;
          }
          const begins = Math.floor(now / 1000) * 1000;
          const ends = begins + secondsOf(address) * 1000;
          expect(secondsOf(address)).toBeGreaterThanOrEqual(1);
          expect(left).toBeGreaterThan(0);
          expect(ends).toBeLessThanOrEqual(Math.min(endsAt, now + HOUR));
          expect(ends).toBeGreaterThan(Math.min(endsAt, now + HOUR) - 2000);
        },
      ),
    );
  });
});
