import type { ReactNode } from "react";

/** A name and what the file says, or null where it says nothing. `measured`: set in figures of one width. */
export interface Detail {
  name: string;
  value: ReactNode;
  measured?: boolean;
}

/** One group of facts; nothing at all where there are none. */
export function DetailList({ title, facts, children }: { title: string; facts: Detail[]; children?: ReactNode }) {
  const known = facts.filter((fact) => fact.value !== null && fact.value !== "");
  if (known.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1 text-faded text-small">{title}</h3>
      <dl className="detail-list">
        {known.map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd className={fact.measured ? "measured text-small" : undefined}>{fact.value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </div>
  );
}
