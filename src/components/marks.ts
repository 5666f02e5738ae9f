import { galleryItemMessages as words } from "#messages/gallery.ts";
import type { Warning } from "#picture/metadata.ts";
import type { ImageView } from "#web/responses/image-view.ts";

/** What a person wants to see from afar: a sign and one word. The sentences are on the picture's own page. */
export interface Mark {
  sign: "location" | "warn" | "pages";
  word: string;
}

const WORDS: Partial<Record<Warning["code"], string>> = {
  location: words.place,
  serial_number: words.serial,
  owner: words.owner,
  embedded_thumbnail: words.thumbnail,
  extension_mismatch: words.extension,
  damaged: words.damaged,
};

export function warningMarks(warnings: Warning[]): Mark[] {
  return warnings.flatMap(({ code }) => {
    const word = WORDS[code];
    return word === undefined ? [] : [{ sign: code === "location" ? "location" : "warn", word }];
  });
}

export function pagesMark({ frames, format }: ImageView): Mark[] {
  return frames === null || frames < 2 ? [] : [{ sign: "pages", word: words.pages(frames, format) }];
}
