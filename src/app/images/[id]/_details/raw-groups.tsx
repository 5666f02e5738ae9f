import { ValueTable } from "#components/value-table.tsx";
import { detailMessages as words } from "#messages/details.ts";
import type { Metadata, RawGroup, RawValue } from "#picture/metadata.ts";

const GROUPS = ["exif", "gps", "iptc", "xmp", "icc"] as const;

/** Every field by the names of the standards, one fold a group. */
export function RawGroups({ raw }: { raw: Metadata["raw"] }) {
  const groups = GROUPS.flatMap((name) => {
    const group = raw[name];
    return group !== null && Object.keys(group).length > 0 ? [{ name, group }] : [];
  });
  if (groups.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1 text-faded text-small">{words.raw}</h3>
      <div className="divide-y divide-line border-line border-y">
        {groups.map(({ name, group }) => (
          <RawTable key={name} title={words.rawGroups[name]} group={group} />
        ))}
      </div>
      {raw.truncated && <p className="mt-2 text-faded text-small">{words.truncated}</p>}
    </div>
  );
}

function RawTable({ title, group }: { title: string; group: RawGroup }) {
  const entries = Object.entries(group);
  return (
    <details>
      <summary className="fold">
        {title}
        <span className="measured ml-auto text-faded text-small">{words.values(entries.length)}</span>
      </summary>
      <ValueTable
        heads={[words.name, words.value]}
        rows={entries.map(([name, value]) => [name, written(value)] as const)}
      />
    </details>
  );
}

/** Text as it is, lists with commas, anything deeper as JSON. */
function written(value: RawValue): string {
  if (Array.isArray(value)) return value.map(written).join(", ");
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
}
