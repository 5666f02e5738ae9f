import type { ReactElement } from "react";
import type { Warning } from "../imaging/metadata.ts";
import type { ImageView } from "../web/image-view.ts";
import { frame as words } from "../words.ts";

/** One word for what a person wants to see from afar; the sentences are on the picture's own page. */
const WORDS: Partial<Record<Warning["code"], string>> = {
  location: words.place,
  serial_number: words.serial,
  owner: words.owner,
  embedded_thumbnail: words.thumbnail,
  extension_mismatch: words.extension,
  damaged: words.damaged,
};

/** Each with a sign and a word, never colour alone. */
export function warningMarks(warnings: Warning[]): ReactElement[] {
  return warnings.flatMap(({ code }) => {
    const word = WORDS[code];
    if (word === undefined) return [];
    return (
      <span key={code} className={code === "location" ? "mark mark-place" : "mark mark-warn"}>
        {word}
      </span>
    );
  });
}

export function pagesMark({ frames, format }: ImageView): ReactElement | null {
  if (frames === null || frames < 2) return null;
  return <span className="mark mark-pages">{words.pages(frames, format)}</span>;
}
