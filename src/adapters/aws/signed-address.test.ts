import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { HOUR, NOON, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { createS3 } from "./s3-client.ts";
import { addressSigner } from "./signed-address.ts";
import { signatureOf } from "./sigv4.fixture.ts";

const SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const KEY = `uploads/${WORKSPACE}/${ulid(1)}`;
const LINK = {
  fileName: "Überfahrt (1)'*!.jpg",
  mediaType: "image/svg+xml",
  disposition: "attachment",
  endsAt: NOON + 24 * HOUR,
  maxAge: 0,
} as const;
const STEP = 5 * 60_000;

interface Options {
  now?: () => number;
  endpoint?: string;
  sessionToken?: string;
  accessKeyId?: () => string;
}

function signer(options: Options = {}) {
  const { now = () => NOON, endpoint, sessionToken, accessKeyId = () => "AKIDEXAMPLE" } = options;
  const client = createS3({
    region: "eu-central-1",
    forcePathStyle: endpoint !== undefined,
    ...(endpoint && { endpoint }),
    credentials: async () => ({
      accessKeyId: accessKeyId(),
      secretAccessKey: SECRET,
      expiration: new Date(0), // asked for anew each time
      ...(sessionToken && { sessionToken }),
    }),
  });
  const sign = addressSigner(client, "pictures", now);
  return async (changes: object = {}) => new URL(await sign(KEY, { ...LINK, ...changes }));
}
const begins = (address: URL): number => {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(address.searchParams.get("X-Amz-Date") ?? "") ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
};
/** how long a browser may keep it, s */
const keptFor = (address: URL): number =>
  Number(/^private, max-age=(\d+)$/.exec(address.searchParams.get("response-cache-control") ?? "")?.[1] ?? 0);
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
      "response-cache-control": "private, no-cache",
      "response-content-disposition":
        "attachment; filename=\"?berfahrt (1)'*!.jpg\"; filename*=UTF-8''%C3%9Cberfahrt%20%281%29%27%2A!.jpg",
    });
  });

  test("is good for HEAD where that is said, and then for nothing else", async () => {
    const address = await signer()({ method: "HEAD" });
    expect(address.searchParams.get("X-Amz-Signature")).toBe(signatureOf("HEAD", address, SECRET));
    expect(address.searchParams.get("X-Amz-Signature")).not.toBe(signatureOf("GET", address, SECRET));
  });

  test.each([
    ["by host name", {}],
    ["by path, on another port", { endpoint: "http://127.0.0.1:9000" }],
    ["by path, below a folder", { endpoint: "https://store.example/s3" }],
    ["with credentials that end", { sessionToken: "a/token+with=signs" }],
  ])("is signed as it is written: %s", async (_, options) => {
    const address = await signer(options)();
    expect(address.searchParams.get("X-Amz-Signature")).toBe(signatureOf("GET", address, SECRET));
    expect(address.searchParams.get("X-Amz-Security-Token")).toBe(
      "sessionToken" in options ? options.sessionToken : null,
    );
  });

  test("neither it nor what a browser keeps of it outlives the image; it is good for a while, and an hour at most", async () => {
    let now = NOON;
    const sign = signer({ now: () => now });
    const left = fc.oneof(
      fc.integer({ min: -HOUR, max: 10_000 }),
      fc.integer({ min: 0, max: HOUR }),
      fc.integer({ min: 0, max: 24 * HOUR }),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(1e9), left, fc.constantFrom(0, 60, 3600), async (at, ms, maxAge) => {
        now = NOON + at;
        const endsAt = now + ms;
        const address = await sign({ endsAt, maxAge }).catch((error) => error);
        if (!(address instanceof URL)) {
          expect(address).toMatchObject({ code: "expired" });
          expect(ms).toBeLessThan(1000);
          return;
        }
        const ends = begins(address) + secondsOf(address) * 1000;
        expect(ms).toBeGreaterThan(0);
        expect(begins(address)).toBeLessThanOrEqual(now);
        expect(ends).toBeGreaterThan(now);
        expect(ends - now).toBeLessThanOrEqual(HOUR);
        expect(ends - now).toBeGreaterThan(Math.min(ms / 2, HOUR) - STEP - 2000);
        expect(ends + keptFor(address) * 1000).toBeLessThanOrEqual(endsAt);
        expect(keptFor(address)).toBeLessThanOrEqual(maxAge);
        if (ms > 2 * HOUR) expect(keptFor(address)).toBe(maxAge);
      }),
    );
  });

  test("is the same for five minutes, so that a browser finds the picture in its cache", async () => {
    let now = NOON - 1;
    const sign = signer({ now: () => now });
    const changes = { maxAge: 3600, endsAt: NOON + 1.5 * HOUR };
    const before = await sign(changes);
    now = NOON;
    const first = await sign(changes);
    expect(first.href).not.toBe(before.href);
    for (const later of [1, 1000, 61_000, STEP - 1]) {
      now = NOON + later;
      expect((await sign(changes)).href).toBe(first.href);
    }
    now = NOON + STEP;
    expect((await sign(changes)).href).not.toBe(first.href);
  });

  test("is never dated before this process first saw the credentials that sign it", async () => {
    let now = NOON;
    let accessKeyId = "AKIDFIRST";
    const sign = signer({ now: () => now, accessKeyId: () => accessKeyId });
    await sign();
    now = NOON + 90_500;
    accessKeyId = "AKIDSECOND";
    expect(begins(await sign())).toBe(NOON + 90_000); // a signature knows whole seconds
    now = NOON + STEP - 1;
    const address = await sign();
    expect(begins(address)).toBe(NOON + 90_000);
    expect(address.searchParams.get("X-Amz-Credential")).toMatch(/^AKIDSECOND\//);
    now = NOON + 2 * STEP - 1;
    expect(begins(await sign())).toBe(NOON + STEP);
  });

  test("is dated now where the clock was set back", async () => {
    let now = NOON + 200_000;
    const sign = signer({ now: () => now });
    await sign();
    now = NOON + 100_000;
    expect(begins(await sign())).toBe(now);
  });
});
