/** What S3 looks at before it takes a form: "POST policy", Amazon S3 API Reference. */
import { sign } from "#adapters/aws/sigv4.fixture.ts";

export interface Form {
  fields: Record<string, string>;
  /** of the part `file` */
  bytes: number;
}

export interface Refusal {
  status: number;
  code: string;
}

export async function readForm(body: Buffer, contentType: string): Promise<Form> {
  const parts = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData();
  const fields: Record<string, string> = {};
  let bytes = 0;
  for (const [name, value] of parts) {
    if (typeof value === "string") fields[name] = value;
    else bytes = value.size;
  }
  return { fields, bytes };
}

/** Fields that no condition has to name. */
const FREE = ["policy", "x-amz-signature", "file"];

/** Null where the policy is signed, still good, and holds for the bucket, every field and the size. */
export function refuseForm({ fields, bytes }: Form, bucket: string, secret: string): Refusal | null {
  const { Policy: text = "", "X-Amz-Credential": credential = "", "X-Amz-Signature": signature } = fields;
  const [, date = "", region = ""] = credential.split("/");
  if (sign(secret, date, region, text) !== signature) return { status: 403, code: "SignatureDoesNotMatch" };
  const policy: { expiration: string; conditions: unknown[] } = JSON.parse(Buffer.from(text, "base64").toString());
  if (Date.parse(policy.expiration) <= Date.now()) return { status: 403, code: "AccessDenied" };
  const values = new Map([
    ["bucket", bucket],
    ...Object.entries(fields).map(([n, v]) => [n.toLowerCase(), v] as const),
  ]);
  const named = new Set(FREE);
  for (const condition of policy.conditions) {
    if (Array.isArray(condition) && condition[0] === "content-length-range") {
      if (bytes < Number(condition[1])) return { status: 400, code: "EntityTooSmall" };
      if (bytes > Number(condition[2])) return { status: 400, code: "EntityTooLarge" };
      continue;
    }
    const [name, value] = equality(condition);
    if (values.get(name) !== value) return { status: 403, code: "AccessDenied" };
    named.add(name);
  }
  return [...values.keys()].every((name) => name === "bucket" || named.has(name))
    ? null
    : { status: 403, code: "AccessDenied" };
}

/** `{"acl": "private"}` and `["eq", "$acl", "private"]` say the same. */
function equality(condition: unknown): [name: string, value: string] {
  if (Array.isArray(condition) && condition[0] === "eq") {
    return [String(condition[1]).slice(1).toLowerCase(), String(condition[2])];
  }
  const [entry] = Array.isArray(condition) ? [] : Object.entries(condition as object);
  if (!entry) throw new Error(`a condition that this stand-in does not know: ${JSON.stringify(condition)}`);
  return [entry[0].toLowerCase(), String(entry[1])];
}
