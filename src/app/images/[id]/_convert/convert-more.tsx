import { convertMessages as words } from "#messages/convert.ts";
import type { RecipeQuery } from "#picture/named-recipes.ts";
import { FITS, POSITIONS } from "#picture/recipe-parameters.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { CheckField, NumberField, SelectField } from "./convert-fields.tsx";

const ROTATIONS = ["0", "90", "180", "270"] as const;
/** More than this are not to be chosen from a list. */
const LISTED_PAGES = 100;

interface ConvertMoreProps {
  image: ImageView;
  page: number | null;
  /** what the form begins with */
  recipe: RecipeQuery;
}

/** What is needed now and then. The first choice of each list is the default. */
export function ConvertMore({ image, page, recipe }: ConvertMoreProps) {
  const { frames } = image;
  const pageLabel = image.format === "tiff" ? words.page.pages : words.page.frames;
  return (
    <details className="mt-2">
      <summary className="fold">{words.more}</summary>
      <div className="mt-1 grid grid-cols-2 items-end gap-3 pb-2">
        <SelectField name="rotate" label={words.rotate} initial={recipe.rotate ?? null}>
          {ROTATIONS.map((turn) => (
            <option key={turn} value={turn === "0" ? "" : turn}>
              {words.rotations[turn]}
            </option>
          ))}
        </SelectField>
        <SelectField name="fit" label={words.fit} initial={recipe.fit ?? null}>
          {FITS.map((fit) => (
            <option key={fit} value={fit === "inside" ? "" : fit}>
              {words.fits[fit]}
            </option>
          ))}
        </SelectField>
        <SelectField name="position" label={words.position} initial={recipe.position ?? null}>
          {POSITIONS.map((position) => (
            <option key={position} value={position === "center" ? "" : position}>
              {words.positions[position]}
            </option>
          ))}
        </SelectField>
        <div>
          <label htmlFor="convert-background" className="label">
            {words.background}
          </label>
          <input
            id="convert-background"
            name="background"
            pattern="#[0-9A-Fa-f]{6}"
            title="#rrggbb"
            placeholder="#ffffff"
            defaultValue={recipe.background}
            autoComplete="off"
            spellCheck={false}
            className="control measured"
          />
        </div>
        {frames !== null && frames > 1 && frames <= LISTED_PAGES && (
          <SelectField key={page} name="page" label={pageLabel} initial={page ?? recipe.page ?? null}>
            <option value="">{words.pageAuto}</option>
            <option value="all">{words.pageAll}</option>
            {Array.from({ length: frames }, (_, one) => (
              <option key={one} value={one}>
                {one + 1}
              </option>
            ))}
          </SelectField>
        )}
        {frames !== null && frames > LISTED_PAGES && (
          <NumberField
            key={page}
            name="page"
            initial={page ?? recipe.page ?? null}
            label={`${pageLabel}, from 0`}
            min={0}
            max={frames - 1}
            placeholder={words.pageAuto}
          />
        )}
      </div>
      <CheckField name="enlarge" label={words.enlarge} checked={recipe.enlarge === "1"} />
      <CheckField name="lossless" label={words.lossless} checked={recipe.lossless === "1"} />
    </details>
  );
}
