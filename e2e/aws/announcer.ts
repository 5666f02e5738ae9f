/** Tells a queue what was stored, as S3 does: at least once, in no order, a little later. */
import { randomFrom } from "#e2e/kills/random-from.ts";

export interface Stored {
  key: string;
  bytes: number;
  etag: string;
  how: "Put" | "Post" | "CompleteMultipartUpload";
}

export interface Announcer {
  announce(stored: Stored): void;
  /** From now on messages are kept here, in the order of what was stored, and somebody else sends them. */
  hold(): string[];
  close(): void;
}

/** One of four comes twice, and most come so late, in ms, that another may come first. */
const TWICE = 0.25;
const LATE = 60;
const SECOND = 400;

/** @param seed the same one gives the same delays and doubles to the same order of calls */
export function createAnnouncer(bucket: string, send: (body: string) => Promise<void>, seed: number): Announcer {
  const random = randomFrom(seed);
  const timers = new Set<NodeJS.Timeout>();
  let held: string[] | null = null;
  let sequence = 0;

  function sendIn(ms: number, body: string): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      send(body).catch((error) => console.error("an announcement was lost:", error));
    }, ms);
    timers.add(timer);
  }

  return {
    announce(stored) {
      const body = message(bucket, stored, ++sequence);
      if (held) return void held.push(body);
      const late = random() * LATE;
      sendIn(late, body);
      if (random() < TWICE) sendIn(late + random() * SECOND, body);
    },
    hold() {
      held ??= [];
      return held;
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** What comes first of all, once, and announces nothing. */
export const testEvent = (bucket: string): string =>
  JSON.stringify({ Service: "Amazon S3", Event: "s3:TestEvent", Time: new Date().toISOString(), Bucket: bucket });

/** "Event message structure", Amazon S3 User Guide. */
function message(bucket: string, { key, bytes, etag, how }: Stored, sequence: number): string {
  const s3 = {
    s3SchemaVersion: "1.0",
    configurationId: "uploads",
    bucket: { name: bucket, ownerIdentity: { principalId: "A1B2C3D4" }, arn: `arn:aws:s3:::${bucket}` },
    object: { key: encodeKey(key), size: bytes, eTag: etag, sequencer: sequence.toString(16).padStart(18, "0") },
  };
  const record = {
    eventVersion: "2.1",
    eventSource: "aws:s3",
    awsRegion: "eu-central-1",
    eventTime: new Date().toISOString(),
    eventName: `ObjectCreated:${how}`,
    userIdentity: { principalId: "AWS:AROAEXAMPLE" },
    requestParameters: { sourceIPAddress: "192.0.2.7" },
    responseElements: { "x-amz-request-id": "C3D13FE58DE4C810", "x-amz-id-2": "FMyUVURIY8/IgAtTv8xRj" },
    s3,
  };
  return JSON.stringify({ Records: [record] });
}

/** As in a form, but for the slash: what is not `A-Z a-z 0-9 - _ . * /` is `+` or %XX. */
const encodeKey = (key: string): string =>
  new URLSearchParams({ key }).toString().slice("key=".length).replaceAll("%2F", "/");
