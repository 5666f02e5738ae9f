import { HeadObjectCommand, PutBucketCorsCommand } from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { bytesOf, HOUR, someBytes, ulid, WORKSPACE } from "#adapters/contract/fixtures.ts";
import type { UploadTarget } from "#domain/ports/object-store.ts";
import { postForm } from "./post-form.fixture.ts";
import { openS3, type S3Server, UPLOAD } from "./s3-server.fixture.ts";

const SITE = "https://proofsheet.example";
/** S3 says the first; Ceph has one word for both. */
const FORGED = /^(SignatureDoesNotMatch|AccessDenied)$/;
const OTHER_KEY = `uploads/${WORKSPACE}/${ulid(2)}`;

/** What a store that checks policies makes of our upload targets. */
export function describeUploadForms(name: string, server: () => S3Server): void {
  describe(`${name} and a form for an upload`, () => {
    async function begin(endsAt = Date.now() + HOUR) {
      const opened = await openS3(server());
      const target = await opened.store.uploadTarget(UPLOAD, { bytes: 1000, mediaType: "image/jpeg", endsAt });
      return { ...opened, target };
    }
    const changed = (target: UploadTarget, fields: Record<string, string>) => ({
      ...target,
      fields: { ...target.fields, ...fields },
    });

    test("takes exactly what was announced", async () => {
      const { store, target, direct, bucket } = await begin();
      expect(await postForm(target, someBytes(1000))).toMatchObject({ status: 201 });
      const stored = await store.read(UPLOAD);
      expect(stored && (await bytesOf(stored.body))).toEqual(someBytes(1000));
      const { ContentType } = await direct.send(new HeadObjectCommand({ Bucket: bucket, Key: UPLOAD }));
      expect(ContentType).toBe("image/jpeg");
    });

    test.each<[string, number, (target: UploadTarget) => UploadTarget, string | RegExp]>([
      ["one byte more", 1001, (target) => target, "EntityTooLarge"],
      ["one byte less", 999, (target) => target, "EntityTooSmall"],
      ["nothing", 0, (target) => target, "EntityTooSmall"],
      ["another type", 1000, (target) => changed(target, { "Content-Type": "text/html" }), "AccessDenied"],
      ["another key", 1000, (target) => changed(target, { key: OTHER_KEY }), "AccessDenied"],
      ["a key below", 1000, (target) => changed(target, { key: `${UPLOAD}/x` }), "AccessDenied"],
      ["a field of its own", 1000, (target) => changed(target, { acl: "public-read" }), "AccessDenied"],
      ["a redirect", 1000, (target) => changed(target, { success_action_redirect: SITE }), "AccessDenied"],
      ["a forged signature", 1000, forged, FORGED],
      ["a policy of its own", 1000, withOwnPolicy, FORGED],
    ])("refuses %s", async (_, length, change, code) => {
      const { store, target } = await begin();
      const answer = await postForm(change(target), someBytes(length));
      expect(answer.code).toMatch(code);
      expect([400, 403]).toContain(answer.status);
      expect(await store.remove(`uploads/${WORKSPACE}/`)).toBe(0);
    });

    test("refuses what comes after the end", async () => {
      const { store, target } = await begin(Date.now() - 1000);
      expect(await postForm(target, someBytes(1000))).toMatchObject({ status: 403 });
      expect(await store.head(UPLOAD)).toBeNull();
    });

    test("takes a second one before the end, and its etag tells", async () => {
      const { store, target } = await begin();
      await postForm(target, someBytes(1000, 1));
      const first = await store.head(UPLOAD);
      await postForm(target, someBytes(1000, 2));
      expect(await store.localFile(UPLOAD, first?.etag)).toBeNull();
      const file = await store.localFile(UPLOAD, (await store.head(UPLOAD))?.etag);
      expect(file).not.toBeNull();
      await file?.release();
    });

    test("lets the pages of the site alone see the answer", async () => {
      const { target, direct, bucket } = await begin();
      const rule = { AllowedOrigins: [SITE], AllowedMethods: ["POST", "GET"], AllowedHeaders: ["*"] };
      await direct.send(new PutBucketCorsCommand({ Bucket: bucket, CORSConfiguration: { CORSRules: [rule] } }));
      const preflight = (origin: string) =>
        fetch(target.url, {
          method: "OPTIONS",
          headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "x-any" },
        });
      const own = await postForm(target, someBytes(1000), { origin: SITE });
      expect(own.headers.get("access-control-allow-origin")).toBe(SITE);
      expect((await preflight(SITE)).status).toBe(200);
      const foreign = await postForm(target, someBytes(1000), { origin: "https://elsewhere.example" });
      expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
      expect((await preflight("https://elsewhere.example")).status).toBe(403);
    });
  });
}

function forged(target: UploadTarget): UploadTarget {
  const signature = target.fields["X-Amz-Signature"] ?? "";
  const last = signature.endsWith("0") ? "1" : "0";
  return { ...target, fields: { ...target.fields, "X-Amz-Signature": signature.slice(0, -1) + last } };
}

function withOwnPolicy(target: UploadTarget): UploadTarget {
  const policy = JSON.parse(Buffer.from(target.fields.Policy ?? "", "base64").toString());
  policy.conditions = policy.conditions.map((condition: unknown) =>
    Array.isArray(condition) && condition[0] === "content-length-range" ? ["content-length-range", 1, 1e9] : condition,
  );
  const Policy = Buffer.from(JSON.stringify(policy)).toString("base64");
  return { ...target, fields: { ...target.fields, Policy } };
}
