import type { ChosenFrame } from "#app/images/[id]/chosen-frame.ts";
import { recipeMessages, convertMessages as words } from "#messages/convert.ts";
import { filmstripMessages } from "#messages/picture.ts";
import { formatOf, WRITABLE } from "#picture/formats.ts";
import { NAMED_RECIPES, type RecipeQuery } from "#picture/named-recipes.ts";
import type { ImageProperties } from "#picture/properties.ts";
import { METADATA_POLICIES, PARAMETER } from "#picture/recipe-parameters.ts";
import { readGalleryOrder } from "#web/addresses/gallery-order.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { NumberField, QualityField, SelectField } from "./convert-fields.tsx";
import { ConvertForm } from "./convert-form.tsx";
import { ConvertMore } from "./convert-more.tsx";
import { lossProperties } from "./loss-properties.ts";
import { LossesList } from "./losses-list.tsx";
import { toldLossesOfQuery } from "./told-losses.ts";

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

const isDefaultPolicy = (policy: string): boolean => policy === PARAMETER.metadata.default;
/** The default first. */
const POLICIES = METADATA_POLICIES.toSorted((a, b) => Number(isDefaultPolicy(b)) - Number(isDefaultPolicy(a)));

const CHIPS = NAMED_RECIPES.map(({ id, query }) => ({
  id,
  ...recipeMessages.named[id],
  query: new URLSearchParams(query).toString(),
}));

interface ConvertPanelProps {
  image: ImageView;
  /** of several frames or pages */
  chosen: ChosenFrame | null;
  /** a gain map, and what else is in the file */
  inside: Pick<ImageProperties, "hdr" | "inside">;
  /** of the page's address: `recipe` names what the form begins with */
  query: Record<string, string | string[] | undefined>;
}

/** The parameters of the contract as a plain form: what is left empty is not asked for. */
export function ConvertPanel({ image, chosen, inside, query }: ConvertPanelProps) {
  const own = formatOf(image.format);
  const fallback = own?.writes ? own : WRITABLE[0];
  const page = chosen?.page ?? null;
  const { width, height } = page === null || !chosen ? image : chosen.size;
  const facts = lossProperties(image, inside);
  const named = NAMED_RECIPES.find(({ id }) => id === query.recipe);
  const recipe: RecipeQuery = named?.query ?? {};
  const picture = {
    convert: image.links.convert,
    bytes: image.bytes,
    size: width === null || height === null ? null : { width, height },
    page,
    format: fallback?.id ?? "",
    losses: facts,
  };
  return (
    <section aria-labelledby="convert" className="rounded-panel border border-line bg-sheet p-4">
      <h2 id="convert" className="mb-3 font-semibold text-large">
        {words.title}
      </h2>
      <ConvertForm
        key={`${image.id} ${named?.id}`}
        id={image.id}
        picture={picture}
        original={image.links.original}
        recipes={CHIPS}
        order={readGalleryOrder(query)}
        recipe={named?.id ?? null}
        told={toldLossesOfQuery(facts, Object.entries(page === null ? recipe : { ...recipe, page: `${page}` })) ?? ""}
      >
        {chosen && page !== null && (
          <p className="mb-3 text-small">
            {filmstripMessages.about(image.format === "tiff" ? "page" : "frame", page + 1, chosen.frames)}
          </p>
        )}
        <div className="grid grid-cols-2 gap-3">
          <SelectField name="format" label={words.format} initial={recipe.format ?? null}>
            <option value="">{own?.writes ? words.sameFormat(own.name) : fallback?.name}</option>
            {WRITABLE.filter((format) => format !== fallback).map((format) => (
              <option key={format.id} value={format.id}>
                {format.name}
              </option>
            ))}
          </SelectField>
          <SelectField name="maxBytes" label={words.under} initial={recipe.maxBytes ?? null}>
            <option value="">{words.noLimit}</option>
            {LIMITS.map(([bytes, label]) => (
              <option key={bytes} value={bytes}>
                {label}
              </option>
            ))}
          </SelectField>
          <NumberField
            name="width"
            label={words.width}
            unit={words.px}
            placeholder={width}
            initial={recipe.width ?? null}
          />
          <NumberField
            name="height"
            label={words.height}
            unit={words.px}
            placeholder={height}
            initial={recipe.height ?? null}
          />
          <QualityField initial={recipe.quality ?? null} />
        </div>
        <fieldset className="mt-3">
          <legend className="label">{words.facts}</legend>
          {POLICIES.map((policy) => (
            <label key={policy} className="check">
              <input
                type="radio"
                name="metadata"
                value={policy}
                defaultChecked={policy === (recipe.metadata ?? PARAMETER.metadata.default)}
              />
              {words.policies[policy]}
            </label>
          ))}
        </fieldset>
        <ConvertMore image={image} page={page} recipe={recipe} />
        <LossesList facts={facts} page={page} />
      </ConvertForm>
    </section>
  );
}
