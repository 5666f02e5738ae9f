import { disclosedLabel } from "#format/disclosed.ts";
import { galleryItemMessages as words } from "#messages/gallery.ts";
import type { Warning } from "#picture/metadata.ts";
import { DISCLOSURE_CODES, type DisclosureCode } from "#picture/privacy/disclosure-codes.ts";
import type { ImageView } from "#web/responses/image-view.ts";

/** What a person wants to see from afar: a sign and one word. The sentences are on the picture's own page. */
export interface Mark {
  sign: "location" | "warn" | "pages";
  word: string;
}

/** The rest is counted. */
const MOST = 3;

/** Warnings about the file itself, and those that the list of codes calls by another name. */
const FILE_WORDS: Partial<Record<Warning["code"], string>> = {
  extension_mismatch: words.extension,
  damaged: words.damaged,
};
const CODE_OF_WARNING: Partial<Record<Warning["code"], DisclosureCode>> = {
  embedded_thumbnail: "thumbnail",
  metadata_cut: "unreadable",
};
const LOCATION: ReadonlySet<DisclosureCode> = new Set(["location", "location_name", "network"]);

/** What is odd about a file, and what it gives away: places first, what weighs most next; beyond three they are counted. */
export function warningMarks(warnings: readonly Pick<Warning, "code">[]): Mark[] {
  const codes = warnings.map(({ code }) => CODE_OF_WARNING[code] ?? code);
  const own = warnings.flatMap(({ code }): Mark[] => {
    const word = FILE_WORDS[code];
    return word === undefined ? [] : [{ sign: "warn", word }];
  });
  const told = DISCLOSURE_CODES.filter((code) => codes.includes(code)).map(markOfCode);
  const places = told.filter(({ sign }) => sign === "location");
  return shortened([...places, ...own, ...told.filter(({ sign }) => sign !== "location")]);
}

function markOfCode(code: DisclosureCode): Mark {
  return { sign: LOCATION.has(code) ? "location" : "warn", word: disclosedLabel(code) };
}

function shortened(marks: Mark[]): Mark[] {
  const rest = marks.length - MOST;
  return rest <= 0 ? marks : [...marks.slice(0, MOST), { sign: "warn", word: words.more(rest) }];
}

export function pagesMark({ frames, format }: ImageView): Mark[] {
  return frames === null || frames < 2 ? [] : [{ sign: "pages", word: words.pages(frames, format) }];
}
