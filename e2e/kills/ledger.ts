/** What a visitor sent, and what was answered: the promises that no kill may break. */
import { createHash } from "node:crypto";
import type { Picture } from "#e2e/pictures.ts";
import type { ImageView } from "#web/responses/image-view.ts";

/** `kept`: answered 201. `unsure`: a delete was sent and not answered, or its time may be over. `gone`: deleted, and answered so. */
export type Promised = "kept" | "unsure" | "gone";

export interface Entry {
  id: string;
  /** null where the answer was lost: the bytes are one of `sent` */
  sha256: string | null;
  promised: Promised;
}

export interface OpenTarget {
  id: string;
  picture: Picture;
  /** as the answer gave it; its address is of the server before the kill */
  target: { url: string; fields?: Record<string, string> };
}

export interface Ledger {
  entries: Map<string, Entry>;
  /** hashes of pictures that were sent: an image that nobody was told of holds one of these */
  sent: Set<string>;
  /** announced, and not known to have arrived */
  targets: Map<string, OpenTarget>;
  /** Notes that these bytes are on their way. */
  sends(...pictures: Picture[]): void;
  /** Notes that the image was answered 201 and holds that picture. */
  keeps(image: Pick<ImageView, "id">, picture: Picture): void;
  /** Notes that a delete of these is on its way, also of those that nobody was told of. */
  deletes(...ids: string[]): void;
  /** Notes that the delete was answered. */
  deleted(...ids: string[]): void;
}

export function createLedger(): Ledger {
  const entries = new Map<string, Entry>();
  const sent = new Set<string>();
  const targets = new Map<string, OpenTarget>();
  const promise = (ids: string[], promised: Promised) => {
    for (const id of ids) {
      const entry = entries.get(id);
      if (entry) entry.promised = promised;
    }
  };
  return {
    entries,
    sent,
    targets,
    sends: (...pictures) => {
      for (const { buffer } of pictures) sent.add(sha256(buffer));
    },
    keeps: ({ id }, { buffer }) => {
      entries.set(id, { id, sha256: sha256(buffer), promised: "kept" });
    },
    deletes: (...ids) => {
      for (const id of ids) {
        if (!entries.has(id)) entries.set(id, { id, sha256: null, promised: "unsure" });
        targets.delete(id);
      }
      promise(ids, "unsure");
    },
    deleted: (...ids) => promise(ids, "gone"),
  };
}

/** The same promises, to be kept by another data folder that was copied from this one. */
export function copyLedger({ entries, sent, targets }: Ledger): Ledger {
  const copy = createLedger();
  for (const [id, entry] of entries) copy.entries.set(id, { ...entry });
  for (const hash of sent) copy.sent.add(hash);
  for (const [id, target] of targets) copy.targets.set(id, target);
  return copy;
}

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
