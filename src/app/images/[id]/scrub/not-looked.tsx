/** Parts that a looker could not look into; nothing where there are none. */
export function NotLooked({ title, parts }: { title: string; parts: string[] }) {
  if (parts.length === 0) return null;
  return (
    <>
      <p className="text-warn">{title}</p>
      <ul className="ml-5 list-disc">
        {parts.map((part) => (
          <li key={part} className="wrap-anywhere">
            {part}
          </li>
        ))}
      </ul>
    </>
  );
}
