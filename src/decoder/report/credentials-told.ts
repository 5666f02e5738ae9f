import { type DisclosureCode, REMOVED_BY } from "#picture/privacy/disclosure-codes.ts";
import type { Credentials } from "#picture/report/credentials.ts";
import type { Disclosed } from "#picture/report/report.ts";

/** IPTC's names of what a model made, wholly or in part (NewsCodes, Digital Source Type). */
const BY_MODEL = /trainedAlgorithmicMedia|algorithmicMedia|compositeSynthetic/i;

/** What Content Credentials say, a claim each: who signed, when, with what, and whether the file is still as it was then. */
export function credentialsTold({ state, claims, remote }: Credentials): Disclosed[] {
  const told = claims.map((claim) =>
    disclosed("credentials", [
      claim.signer && `signed as ${claim.signer}`,
      claim.time,
      claim.generator,
      claim.problems.length > 0 ? claim.problems.join(", ") : state === "valid" && "unchanged since",
    ]),
  );
  const made = claims.flatMap(({ digitalSourceTypes }) => digitalSourceTypes).filter((type) => BY_MODEL.test(type));
  return [
    ...told,
    ...(state === "unreadable" ? [disclosed("credentials", ["could not be verified"])] : []),
    ...(remote === null ? [] : [disclosed("credentials", [`kept at ${remote}`])]),
    ...[...new Set(made)].map((type) => disclosed("ai_generated", [type])),
  ];
}

const disclosed = (code: DisclosureCode, words: (string | null | false)[]): Disclosed => ({
  code,
  value: words.filter(Boolean).join(", ").slice(0, 200),
  source: "C2PA",
  remove: REMOVED_BY[code],
});
