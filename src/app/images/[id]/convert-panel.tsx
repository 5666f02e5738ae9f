import { formatOf, WRITABLE } from "../../../imaging/formats.ts";
import type { ImageView } from "../../../web/image-view.ts";
import { convert as words } from "../../../words.ts";
import { NumberField, SelectField } from "./convert-fields.tsx";
import { ConvertForm } from "./convert-form.tsx";
import { ConvertMore } from "./convert-more.tsx";

/** The sizes that forms on the web ask for. */
const LIMITS = [
  [100_000, "100 KB"],
  [200_000, "200 KB"],
  [500_000, "500 KB"],
  [1_000_000, "1 MB"],
  [2_000_000, "2 MB"],
  [5_000_000, "5 MB"],
  [10_000_000, "10 MB"],
] as const;

/** The default first. */
const POLICIES = ["no-location", "none", "all"] as const;

/** The parameters of the contract as a plain form: what is left empty is not asked for. */
export function ConvertPanel({ image }: { image: ImageView }) {
  const own = formatOf(image.format);
  const fallback = own?.writes ? own : WRITABLE[0];
  return (
    <section aria-labelledby="convert" className="rounded-panel border border-line bg-sheet p-4">
      <h2 id="convert" className="mb-3 font-semibold text-large">
        {words.title}
      </h2>
      <ConvertForm action={image.links.convert} bytes={image.bytes}>
        <div className="grid grid-cols-2 gap-3">
          <SelectField name="format" label={words.format}>
            <option value="">{own?.writes ? words.sameFormat(own.name) : fallback?.name}</option>
            {WRITABLE.filter((format) => format !== fallback).map((format) => (
              <option key={format.id} value={format.id}>
                {format.name}
              </option>
            ))}
          </SelectField>
          <SelectField name="maxBytes" label={words.under}>
            <option value="">{words.noLimit}</option>
            {LIMITS.map(([bytes, label]) => (
              <option key={bytes} value={bytes}>
                {label}
              </option>
            ))}
          </SelectField>
          <NumberField name="width" label={words.width} unit={words.px} max={16_384} placeholder={image.width} />
          <NumberField name="height" label={words.height} unit={words.px} max={16_384} placeholder={image.height} />
        </div>
        <fieldset className="mt-3">
          <legend className="label">{words.facts}</legend>
          {POLICIES.map((policy) => (
            <label key={policy} className="check">
              <input type="radio" name="metadata" value={policy} defaultChecked={policy === "no-location"} />
              {words.policies[policy]}
            </label>
          ))}
        </fieldset>
        <ConvertMore image={image} />
      </ConvertForm>
    </section>
  );
}
