import type { RawGroup, RawValue } from "#picture/metadata.ts";
import { fieldOf, listOf, textOf } from "./raw-lists.ts";

/** Photoshop goes on for hundreds of steps. */
const MAX_STEPS = 20;

export interface EditStep {
  /** as the file says: ISO 8601 for the most part */
  when: string | null;
  software: string | null;
  /** `saved`, `converted from image/tiff to image/jpeg` … */
  what: string | null;
}

export interface EditHistory {
  /** the latest ones, in the order of the file */
  steps: EditStep[];
  /** how many earlier steps there are beside these */
  earlier: number;
  /** Photoshop's own log of what was done, where it was switched on: with names of files and folders */
  log: string | null;
  /** true where the file names another document that it was made from */
  derived: boolean;
}

/** What programs noted of their work: xmpMM:History and its kin (XMP Specification part 2 §1.2.4, ResourceEvent). */
export function editHistory(xmp: RawGroup): EditHistory {
  const steps = listOf(xmp.History)
    .map(stepOf)
    .filter((step) => step !== null);
  return {
    steps: steps.slice(-MAX_STEPS),
    earlier: Math.max(0, steps.length - MAX_STEPS),
    log: textOf(xmp.PhotoshopHistory, 1_000),
    derived: Object.keys(structure(xmp.DerivedFrom)).length > 0,
  };
}

function stepOf(event: RawValue): EditStep | null {
  const action = textOf(fieldOf(event, "action"));
  const parameters = textOf(fieldOf(event, "parameters"));
  // `derived` with `converted from …` says the verb twice.
  const what = [action === "derived" && parameters ? null : action, parameters].filter(Boolean).join(" ");
  const when = textOf(fieldOf(event, "when"), 40);
  const software = textOf(fieldOf(event, "softwareAgent"));
  return what === "" && when === null && software === null ? null : { when, software, what: what || null };
}

function structure(value: RawValue | undefined): object {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
