import { convertMessages as words } from "#messages/convert.ts";
import type { RecipeQuery } from "#picture/named-recipes.ts";
import { openedFrames } from "#picture/opened-frames.ts";
import { COLOUR_PATTERN } from "#picture/parameter-kinds.ts";
import { PARAMETER } from "#picture/recipe-parameters.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { CheckField, ChoiceField, NumberField, SelectField } from "./convert-fields.tsx";

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
  const frames = openedFrames({ format: image.format ?? "", frames: image.frames ?? 1 });
  const pageLabel = image.format === "tiff" ? words.page.pages : words.page.frames;
  return (
    <details className="mt-2">
      <summary className="fold">{words.more}</summary>
      <div className="mt-1 grid grid-cols-2 items-end gap-3 pb-2">
        <ChoiceField
          parameter={PARAMETER.rotate}
          label={words.rotate}
          words={words.rotations}
          initial={recipe.rotate}
        />
        <ChoiceField parameter={PARAMETER.fit} label={words.fit} words={words.fits} initial={recipe.fit} />
        <ChoiceField
          parameter={PARAMETER.position}
          label={words.position}
          words={words.positions}
          initial={recipe.position}
        />
        <div>
          <label htmlFor="convert-background" className="label">
            {words.background}
          </label>
          <input
            id="convert-background"
            name="background"
            pattern={COLOUR_PATTERN}
            title="#rrggbb"
            placeholder="#ffffff"
            defaultValue={recipe.background}
            autoComplete="off"
            spellCheck={false}
            className="control measured"
          />
        </div>
        {frames > 1 && frames <= LISTED_PAGES && (
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
        {frames > LISTED_PAGES && (
          <NumberField
            key={page}
            name="page"
            initial={page ?? recipe.page ?? null}
            label={`${pageLabel}, from 0`}
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
