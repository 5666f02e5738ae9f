import { describe, expect, test } from "vitest";
import { HOUR, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { createS3 } from "./s3-client.ts";
import { sign } from "./sigv4.fixture.ts";
import { signUploadForm } from "./upload-policy.ts";

const SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const KEY = `uploads/${WORKSPACE}/${ulid(1)}`;

async function begin(options: { endpoint?: string; endsAt?: number } = {}) {
  const client = createS3({
    region: "eu-central-1",
    forcePathStyle: options.endpoint !== undefined,
    ...(options.endpoint && { endpoint: options.endpoint }),
    credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: SECRET, sessionToken: "token" },
  });
  const limits = { bytes: 4711, mediaType: "image/jpeg", endsAt: options.endsAt ?? Date.now() + HOUR };
  const target = await signUploadForm(client, "pictures", KEY, limits);
  const policy = JSON.parse(Buffer.from(target.fields.Policy ?? "", "base64").toString());
  return { target, limits, policy };
}

describe("the policy of an upload form", () => {
  test("fixes bucket, key, type and the exact size, and every other field that is sent", async () => {
    const { policy, target } = await begin();
    const { "X-Amz-Credential": credential, "X-Amz-Date": date } = target.fields;
    const fixed = [
      { bucket: "pictures" },
      { key: KEY },
      { "Content-Type": "image/jpeg" },
      ["content-length-range", 4711, 4711],
      { success_action_status: "201" },
      { "X-Amz-Algorithm": "AWS4-HMAC-SHA256" },
      { "X-Amz-Credential": credential },
      { "X-Amz-Date": date },
      { "X-Amz-Security-Token": "token" },
    ];
    expect(policy.conditions).toHaveLength(fixed.length);
    expect(policy.conditions).toEqual(expect.arrayContaining(fixed));
    expect(Object.keys(policy).sort()).toEqual(["conditions", "expiration"]);
  });

  test("is sent with all that it asks for", async () => {
    const { policy, target } = await begin();
    for (const condition of policy.conditions) {
      if (!Array.isArray(condition)) expect(target.fields).toMatchObject(condition);
    }
    expect(target.fields).toMatchObject({ key: KEY, Policy: expect.anything(), "X-Amz-Signature": expect.anything() });
  });

  test.each([10 * 60_000, 1, -5000])("ends with the target, %i ms from now, and not a second later", async (left) => {
    const { policy, limits } = await begin({ endsAt: Date.now() + left });
    const expiration = Date.parse(policy.expiration);
    expect(expiration).toBeLessThanOrEqual(limits.endsAt);
    expect(expiration).toBeGreaterThan(limits.endsAt - 1100);
  });

  test("is signed as Amazon describes it", async () => {
    const { Policy = "", "X-Amz-Date": date = "", "X-Amz-Signature": signature } = (await begin()).target.fields;
    expect(signature).toBe(sign(SECRET, date.slice(0, 8), "eu-central-1", Policy));
  });

  test.each([
    [undefined, "https://pictures.s3.eu-central-1.amazonaws.com/"],
    ["http://127.0.0.1:9000", "http://127.0.0.1:9000/pictures"],
  ])("goes to the bucket itself (endpoint %s)", async (endpoint, url) => {
    const { target } = await begin({ ...(endpoint && { endpoint }) });
    expect(target).toMatchObject({ method: "POST", url });
  });
});
