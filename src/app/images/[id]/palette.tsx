import { facts as words } from "../../../words.ts";

/** Five colours, most of the picture first, as swatches with their values. */
export function Palette({ colours }: { colours: string[] }) {
  return (
    <div>
      <h3 className="mb-2 text-faded text-small">{words.palette}</h3>
      <ul className="grid grid-cols-5 gap-1">
        {colours.map((colour, i) => (
          <li key={i}>
            <span
              className="block h-12 rounded-frame border border-ink/15 forced-color-adjust-none"
              style={{ backgroundColor: colour }}
            />
            <code className="measured text-[0.6875rem] text-faded">{colour}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
