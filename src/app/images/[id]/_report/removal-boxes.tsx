import { removalMessages as words } from "#messages/report.ts";
import { REMOVAL_KINDS, type Removal } from "#picture/privacy/removal.ts";

/** One box a kind of a scrub, each with what belongs to it; it says which of them the file has. */
export function RemovalBoxes({ found, chosen }: { found: Removal; chosen: Removal }) {
  return (
    <fieldset>
      <legend className="sr-only">{words.choose}</legend>
      {REMOVAL_KINDS.map((kind) => (
        <label key={kind} className="check">
          <input type="checkbox" name="remove" value={kind} defaultChecked={chosen.includes(kind)} />
          <span className="min-w-0 py-1 leading-tight">
            {words.kinds[kind].name}{" "}
            {found.includes(kind) && <span className="text-small text-warn">{words.found}</span>}
            <span className="block text-faded text-small">{words.kinds[kind].holds}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
