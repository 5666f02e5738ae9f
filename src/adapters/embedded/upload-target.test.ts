import { expect, test } from "vitest";
import { NOON, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import { signUpload, verifyUpload } from "./upload-target.ts";

const SECRET = "a secret of at least thirty-two characters";
const POLICY = { key: `uploads/${WORKSPACE}/${ulid(1)}`, bytes: 1000, mediaType: "image/jpeg", endsAt: NOON };
const FIELDS = signUpload(SECRET, POLICY);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

test("what was signed is good until its end", () => {
  expect(verifyUpload([SECRET], FIELDS, NOON - 1)).toEqual(POLICY);
  expect(() => verifyUpload([SECRET], FIELDS, NOON)).toThrow(expect.objectContaining({ code: "expired" }));
});

test("is good with any of the secrets, for as long as one is rotated out", () => {
  expect(verifyUpload(["a new secret", SECRET], FIELDS, 0)).toEqual(POLICY);
  expect(() => verifyUpload(["a new secret"], FIELDS, 0)).toThrow(expect.objectContaining({ code: "not_found" }));
});

test.each<[string, Record<string, string>]>([
  ["another key", { key: `uploads/${WORKSPACE}/${ulid(2)}` }],
  ["another type", { "Content-Type": "text/html" }],
  ["another policy", { policy: encode({ ...POLICY, bytes: 1e12 }) }],
  ["a policy that is not JSON", { policy: "%%%" }],
  ["no signature", { signature: "" }],
  ["half a signature", { signature: FIELDS.signature?.slice(0, 20) ?? "" }],
  ["another's signature", { signature: signUpload("another secret", POLICY).signature ?? "" }],
])("fields with %s are none of ours", (_, changed) => {
  expect(() => verifyUpload([SECRET], { ...FIELDS, ...changed }, 0)).toThrow(
    expect.objectContaining({ code: "not_found" }),
  );
});

test.each(["key", "Content-Type", "policy", "signature"])("fields without %s are none of ours", (name) => {
  const { [name]: _, ...others } = FIELDS;
  expect(() => verifyUpload([SECRET], others, 0)).toThrow(expect.objectContaining({ code: "not_found" }));
});
