import type { StatusChanges } from "#domain/ports/catalog.ts";
import type { createQuota } from "./quota.ts";
import type { createSqliteRecords } from "./records.ts";
import type { Synchronous } from "./transaction.ts";

/** What becomes of a record. Each of these is one transaction, which the caller opens. */
export function createSqliteStatusChanges(
  records: ReturnType<typeof createSqliteRecords>,
  quota: ReturnType<typeof createQuota>,
): Synchronous<StatusChanges> {
  return {
    markProcessing(workspace, id, { bytes, etag }, crashes) {
      const counted = crashes !== undefined && { crashes };
      const change = { status: "processing", bytes, etag, uploadEndsAt: null, ...counted } as const;
      return records.change(workspace, id, { from: ["pending", "processing"] }, change);
    },
    markArrived(workspace, id, { bytes }) {
      const change = { bytes, uploadEndsAt: null };
      return records.change(workspace, id, { from: ["pending"] }, change) !== null;
    },
    markReady(workspace, id, etag, facts, details) {
      const change = { status: "ready", error: null, mediaType: facts.mediaType, facts } as const;
      if (records.change(workspace, id, { from: ["processing"], etag }, change) === null) return false;
      records.keepDetails(workspace, id, details);
      return true;
    },
    markFailed(workspace, id, error, etag, tookMs) {
      const change = { status: "failed", error, ...(tookMs !== undefined && { failedAfterMs: tookMs }) } as const;
      return records.change(workspace, id, { from: ["pending", "processing"], etag }, change) !== null;
    },
    markRetried(workspace, id, lookAgainAt) {
      const change = { status: "pending", error: null, uploadEndsAt: null, crashes: 0 } as const;
      return records.change(workspace, id, { from: ["failed"] }, change, lookAgainAt) !== null;
    },
    settle(workspace, id, { bytes }, limits) {
      const record = records.get(workspace, id);
      if (record === null) return false;
      const more = bytes - record.reserved;
      if (quota.usage(workspace).bytes + more > limits.bytes) return false;
      records.amend(record, { bytes, reserved: bytes, uploadEndsAt: null });
      quota.shift(workspace, more);
      return true;
    },
  };
}
