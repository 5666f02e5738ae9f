import type { Warning } from "#picture/metadata.ts";
import { DISCLOSURE_CODES, type DisclosureCode } from "#picture/privacy/disclosure-codes.ts";
import { REMOVAL_KINDS, type Removal } from "#picture/privacy/removal.ts";
import type { Disclosed, Report } from "#picture/report/report.ts";

/** All that a file discloses under one code. */
export interface ToldKind {
  code: DisclosureCode;
  /** the kinds of a scrub that take them out; none: only a conversion does */
  remove: Removal;
  told: Disclosed[];
}

/** What weighs most first, each code once. */
export function toldKinds(discloses: readonly Disclosed[]): ToldKind[] {
  const byCode = Object.groupBy(discloses, ({ code }) => code);
  return DISCLOSURE_CODES.flatMap((code) => {
    const told = byCode[code];
    return told ? [{ code, remove: removalOf(told), told }] : [];
  });
}

/** All kinds of a scrub that take something of these out, in their order. */
export function removalOf(discloses: readonly Disclosed[]): Removal {
  const kinds = new Set(discloses.flatMap(({ remove }) => remove));
  return REMOVAL_KINDS.filter((kind) => kinds.has(kind));
}

/** True where every byte is of a known kind, was read, and gives nothing away: the only case of which “nothing” is said. */
export const saysNothing = ({ discloses, unknown }: Report): boolean =>
  discloses.length === 0 && readWhole({ unknown });

/** True where nothing of the file is unknown, and no reader failed. */
export const readWhole = ({ unknown }: Pick<Report, "unknown">): boolean =>
  unknown.bytes === 0 && unknown.notRead.length === 0;

/** Warnings about the file itself, which no report repeats. */
export const aboutFile = (warnings: readonly Warning[]): Warning[] =>
  warnings.filter(({ code }) => code === "extension_mismatch" || code === "damaged");

/** The others: what was found while the upload was processed. */
export const foundEarly = (warnings: readonly Warning[]): Warning[] =>
  warnings.filter((warning) => !aboutFile([warning]).length);
