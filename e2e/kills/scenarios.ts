/** What is being done while a process dies. */

import { storedFiles } from "#e2e/data-folder.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { readRows } from "./data-rows.ts";
import type { Lane, Role } from "./lane.ts";
import {
  announceOne,
  converted,
  expectStatus,
  next,
  nextHeic,
  PHOTO,
  picture,
  ready,
  remove,
  removeAll,
  sendForm,
  sendLetter,
  sendTo,
  settled,
  used,
} from "./steps.ts";

export interface Scenario {
  name: string;
  process: Role;
  env?: Record<string, string>;
  expiring?: boolean;
  /** done once more after the restart: it must give what it would have given */
  again?: boolean;
  /** Before the process is armed; what it returns is handed to `act`. */
  prepare?(lane: Lane): Promise<ImageView[]>;
  /** Throws where an answer is wrong; where the process dies, whatever fetch throws. */
  act(lane: Lane, prepared: ImageView[]): Promise<void>;
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: "upload of two files in a form",
    process: "server",
    act: async (lane) => void (await sendForm(lane, next(), next())),
  },
  {
    name: "announced upload",
    process: "server",
    async act(lane) {
      await sendTo(lane, await announceOne(lane, next()));
    },
  },
  {
    name: "upload that is refused",
    process: "server",
    env: { MAX_UPLOAD_BYTES: "100000" },
    async act({ visitor, ledger }) {
      const large = { ...PHOTO, buffer: Buffer.concat([PHOTO.buffer, Buffer.alloc(100_000)]) };
      ledger.sends(large);
      await expectStatus(await visitor.post([large]), 413);
    },
  },
  {
    name: "processing",
    process: "worker",
    async act(lane) {
      const [image] = await ready(lane, 1);
      if (image?.status !== "ready") throw new Error(`${image?.status}: ${JSON.stringify(image?.error)}`);
    },
  },
  {
    name: "processing of a HEIC picture",
    process: "worker",
    async act(lane) {
      const [image] = await settled(lane, await sendForm(lane, nextHeic()));
      if (image?.format !== "heic") throw new Error(`${image?.status}: ${JSON.stringify(image?.error)}`);
      await lane.until("an empty queue", () => (readRows(lane.dataDir).messages === 0 ? true : null));
    },
  },
  {
    name: "processing of what is no picture",
    process: "worker",
    async act(lane) {
      const [image] = await sendLetter(lane);
      if (image?.error?.code !== "not_an_image") throw new Error(JSON.stringify(image));
      await lane.until("an empty queue", () => (readRows(lane.dataDir).messages === 0 ? true : null));
    },
  },
  {
    name: "preview",
    process: "server",
    again: true,
    prepare: (lane) => ready(lane, 1),
    act: async (lane, [image]) => void (await picture(lane, image!.links.preview)),
  },
  {
    name: "conversion",
    process: "server",
    again: true,
    prepare: (lane) => ready(lane, 1),
    act: async (lane, [image]) => void (await picture(lane, converted(image!, "format=webp&width=120"))),
  },
  {
    name: "conversion that drops an older one",
    process: "server",
    again: true,
    env: { WORKSPACE_MAX_BYTES: "500000" }, // one of them has room
    async prepare(lane) {
      const images = await ready(lane, 1);
      await picture(lane, converted(images[0]!, "format=png&width=1200&height=800&enlarge=1&fit=fill&rotate=90"));
      return images;
    },
    act: async (lane, [image]) =>
      void (await picture(lane, converted(image!, "format=png&width=1200&height=800&enlarge=1&fit=fill"))),
  },
  {
    name: "scrub",
    process: "server",
    again: true,
    prepare: (lane) => ready(lane, 1),
    act: async (lane, [image]) => void (await picture(lane, `${image!.links.self}/scrub?remove=all`)),
  },
  {
    name: "delete of one",
    process: "server",
    prepare: (lane) => used(lane, 1),
    act: (lane, images) => remove(lane, images[0]!.links.self, images),
  },
  {
    name: "delete of the workspace",
    process: "server",
    async prepare(lane) {
      await removeAll(lane); // what earlier scenarios left would be deleted in the first run alone
      return used(lane, 2);
    },
    act: removeAll,
  },
  {
    name: "retry, the server",
    process: "server",
    prepare: sendLetter,
    async act(lane, [image]) {
      await expectStatus(await lane.visitor.fetch(`${image!.links.self}/retry`, { method: "POST" }), 202);
      await settled(lane, [image!]);
    },
  },
  {
    name: "retry, the worker",
    process: "worker",
    prepare: sendLetter,
    async act(lane, [image]) {
      await expectStatus(await lane.visitor.fetch(`${image!.links.self}/retry`, { method: "POST" }), 202);
      await settled(lane, [image!]);
    },
  },
  {
    name: "sweep",
    process: "server",
    env: { RETENTION_HOURS: "0.0015" }, // 5.4 s, a pass each second
    expiring: true,
    async prepare(lane) {
      await announceOne(lane, next()); // and never sent
      lane.ledger.targets.clear();
      const images = await sendForm(lane, next());
      await lane.until("no longer pending", () => {
        const { images: records, messages } = readRows(lane.dataDir);
        return messages === 0 && records.some(({ status }) => status === "ready") ? true : null;
      });
      return images;
    },
    async act(lane) {
      const left = () => readRows(lane.dataDir).images.length + storedFiles(lane.dataDir).length;
      await lane.until("swept", () => (left() === 0 ? true : null));
    },
  },
];
