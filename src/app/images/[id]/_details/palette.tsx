import { detailMessages as words } from "#messages/details.ts";

/** Five colours, most of the picture first, as one strip of swatches with their values under it. */
export function Palette({ colours }: { colours: string[] }) {
  return (
    <div>
      <h3 className="mb-2 text-faded text-small">{words.palette}</h3>
      <ul className="palette">
        {colours.map((colour, i) => (
          <li key={i}>
            <span className="swatch" style={{ backgroundColor: colour }} />
            <code>{colour}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
