import { formatOf, WRITABLE } from "../../../imaging/formats.ts";
import { blocksOf, type LossFacts } from "../../../imaging/losses.ts";
import type { ImageView } from "../../../web/image-view.ts";
import { frames, convert as words } from "../../../words.ts";
import type { ChosenFrame } from "./chosen-frame.ts";
import { NumberField, SelectField } from "./convert-fields.tsx";
import { ConvertForm } from "./convert-form.tsx";
import { ConvertMore } from "./convert-more.tsx";
import { LiveLosses } from "./live-losses.tsx";
import { LossesList } from "./losses-list.tsx";
import { toldOf } from "./told-losses.ts";

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

interface ConvertPanelProps {
  image: ImageView;
  /** of several frames or pages */
  chosen: ChosenFrame | null;
  /** whether a gain map is inside */
  hdr: boolean;
}

/** The parameters of the contract as a plain form: what is left empty is not asked for. */
export function ConvertPanel({ image, chosen, hdr }: ConvertPanelProps) {
  const own = formatOf(image.format);
  const fallback = own?.writes ? own : WRITABLE[0];
  const page = chosen?.page ?? null;
  const { width, height } = page === null || !chosen ? image : chosen.size;
  const facts = lossFacts(image, hdr);
  return (
    <section aria-labelledby="convert" className="rounded-panel border border-line bg-sheet p-4">
      <h2 id="convert" className="mb-3 font-semibold text-large">
        {words.title}
      </h2>
      <ConvertForm action={image.links.convert} original={image.links.original} bytes={image.bytes}>
        {chosen && page !== null && (
          <p className="mb-3 text-small">
            {frames.about(image.format === "tiff" ? "page" : "frame", page + 1, chosen.frames)}
          </p>
        )}
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
          <NumberField name="width" label={words.width} unit={words.px} max={16_384} placeholder={width} />
          <NumberField name="height" label={words.height} unit={words.px} max={16_384} placeholder={height} />
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
        <ConvertMore image={image} page={page} />
        <LossesList facts={facts} page={page} />
        <LiveLosses
          key={page}
          facts={facts}
          initial={toldOf(facts, page === null ? [] : [["page", `${page}`]]) ?? ""}
        />
      </ConvertForm>
    </section>
  );
}

function lossFacts(image: ImageView, hdr: boolean): LossFacts {
  const { format, frames, hasAlpha, bitDepth, colourSpace, iccProfile, metadata } = image;
  return {
    format: format ?? "",
    frames: frames ?? 1,
    hasAlpha: hasAlpha ?? false,
    bitDepth,
    colourSpace,
    iccProfile,
    blocks: metadata ? blocksOf(metadata) : [],
    ...(hdr && { hdr }),
  };
}
