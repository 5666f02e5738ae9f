import { lossMessages as words } from "#messages/convert.ts";
import { formatOf, WRITABLE } from "#picture/formats.ts";
import type { LossProperties } from "#picture/losses.ts";
import { toldLossesOfQuery } from "./told-losses.ts";

/** What each format loses of this picture, where no script can tell it as one is chosen. */
export function LossesList({ facts, page }: { facts: LossProperties; page: number | null }) {
  const own = formatOf(facts.format);
  const rows = WRITABLE.toSorted((one, other) => Number(other === own) - Number(one === own));
  const query = (format: string) => [["format", format], ...(page === null ? [] : [["page", `${page}`]])];
  return (
    <details className="scriptless mt-2">
      <summary className="fold">{words.title}</summary>
      <ul className="space-y-1 pb-2 text-small">
        {rows.map(({ id }) => (
          <li key={id}>{toldLossesOfQuery(facts, query(id) as [string, string][])}</li>
        ))}
      </ul>
    </details>
  );
}
