/**
 * The messages with which S3 announces objects: read by the queue here and by the Lambda, written for a retry.
 * The form: Amazon S3 User Guide, "Event message structure".
 */

/** The folder whose objects are announced; the bucket's notification says the same. */
const ANNOUNCED = "uploads/";

/**
 * Keys of the uploads that a message announces, decoded. None for what else comes by the same way: the test event
 * that S3 sends first, deletions, another bucket's or another folder's objects. Null for what is no message of S3.
 */
export function parseS3Event(body: string, bucket: string): string[] | null {
  const message = parseJson(body);
  if (message?.Event === "s3:TestEvent") return [];
  if (!Array.isArray(message?.Records)) return null;
  return message.Records.flatMap((record: unknown) => announcedKey(asObject(record), bucket) ?? []);
}

/** A message as S3 would send it for the object of this key. */
export function toS3Event(key: string, bucket: string): string {
  const eventName = `${CREATED}Put`;
  const s3 = { s3SchemaVersion: "1.0", bucket: { name: bucket }, object: { key: encodeKey(key) } };
  return JSON.stringify({ Records: [{ eventVersion: "2.1", eventSource: "aws:s3", eventName, s3 }] });
}

const CREATED = "ObjectCreated:";

function announcedKey(record: Json | null, bucket: string): string | null {
  const s3 = asObject(record?.s3);
  const { eventName } = record ?? {};
  if (record?.eventSource !== "aws:s3" || typeof eventName !== "string" || !eventName.startsWith(CREATED)) return null;
  if (asObject(s3?.bucket)?.name !== bucket) return null;
  const key = decodeKey(asObject(s3?.object)?.key);
  return key?.startsWith(ANNOUNCED) ? key : null;
}

/** Keys come as in a form: `+` for a space and %XX for the bytes of UTF-8; a slash stays. */
const encodeKey = (key: string): string => encodeURIComponent(key).replaceAll("%20", "+").replaceAll("%2F", "/");

function decodeKey(text: unknown): string | null {
  try {
    return typeof text === "string" ? decodeURIComponent(text.replaceAll("+", " ")) : null;
  } catch {
    return null; // a broken %XX: nothing of ours
  }
}

type Json = Record<string, unknown>;

const asObject = (value: unknown): Json | null =>
  typeof value === "object" && value !== null ? (value as Json) : null;

function parseJson(text: string): Json | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}
