import { ValueTable } from "#components/value-table.tsx";
import { proofMessages as words } from "#messages/scrub.ts";
import type { ProofTag } from "#picture/report/scrub-proof.ts";

/** Tags by ExifTool's names; nothing where there are none. */
export function TagNames({ tags }: { tags: ProofTag[] }) {
  if (tags.length === 0) return null;
  return (
    <ValueTable
      heads={[words.tag, words.group]}
      rows={tags.map(({ group, name }) => [name, group] as const)}
      className="mt-2"
    />
  );
}
