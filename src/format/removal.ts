import { removalMessages as words } from "#messages/report.ts";
import { isAll, type Removal } from "#picture/privacy/removal.ts";

/** What a scrub takes out, in a sentence after `without`: `the place, people and texts`. */
export function removedNames(remove: Removal): string {
  if (isAll(remove)) return words.everything;
  const names = remove.map((kind) => words.named[kind]);
  return names.length > 1 ? `${names.slice(0, -1).join(", ")} ${words.and} ${names.at(-1)}` : (names[0] ?? "");
}
