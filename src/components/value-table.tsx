interface ValueTableProps {
  /** for screen readers: what stands in the two columns */
  heads: readonly [string, string];
  /** names may come twice */
  rows: readonly (readonly [name: string, value: string])[];
  className?: string;
}

/** Names and what belongs to them, as a file says it. */
export function ValueTable({ heads, rows, className = "" }: ValueTableProps) {
  return (
    <table className={`value-table ${className}`.trim()}>
      <thead className="sr-only">
        <tr>
          <th scope="col">{heads[0]}</th>
          <th scope="col">{heads[1]}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, value], i) => (
          <tr key={`${name} ${i}`}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
