/** Where the servers of a test run keep what they are sent: folders of this machine, or the parts of a cloud. */
import { rmSync } from "node:fs";
import { filesHolding, storedFiles } from "./data-folder.ts";

export type Mode = "embedded" | "aws";

export interface Backend {
  mode: Mode;
  /** The place that belongs to a folder of this machine: the same one for a server that starts on that folder again. */
  open(folder: string): Promise<Place>;
  close(): Promise<void>;
}

/** What one server, or several, keep their pictures in; looked at past the servers. */
export interface Place {
  /** what tells a server, and its worker, where it is */
  env: Record<string, string>;
  /** whether the worker has to be started beside the server, which else does it by itself */
  workerBeside: boolean;
  /** where bytes are sent to and come from; null where that is the server itself */
  storeOrigin: string | null;
  /** Lets pages of this origin send to the store, as the bucket's owner does. */
  allow(origin: string): void;
  /** every object of a picture; in embedded mode what is still on its way too */
  storedKeys(): Promise<string[]>;
  /** what holds this text: names of files, objects and records */
  holding(text: string): Promise<string[]>;
  /** whether an upload has begun and is not finished */
  isReceiving(): Promise<boolean>;
  /** files that only lie there while something is made of them */
  filesInWork(): string[];
  /** All of it goes. */
  remove(): Promise<void>;
}

export const embedded: Backend = {
  mode: "embedded",
  open: async (folder) => {
    const filesInWork = () => storedFiles(folder).filter((path) => path.startsWith("tmp"));
    return {
      env: { BACKEND: "embedded" },
      workerBeside: false,
      storeOrigin: null,
      allow() {},
      storedKeys: async () => storedFiles(folder),
      holding: async (text) => filesHolding(folder, text),
      isReceiving: async () => filesInWork().length > 0,
      filesInWork,
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
  close: async () => {},
};
