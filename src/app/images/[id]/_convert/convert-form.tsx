"use client";

import { type FormEvent, lazy, type MouseEvent, type ReactNode, Suspense, useRef, useState } from "react";
import { hooks } from "#components/page-hooks.ts";
import { liveConvertMessages, lossMessages, convertMessages as words } from "#messages/convert.ts";
import { imageMessages, linkMessages } from "#messages/picture.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";
import type { ConverterPicture } from "./converter-state.ts";
import { type RecipeChip, RecipeChips } from "./recipe-chips.tsx";
import { useConverter } from "./use-converter.ts";

interface ConvertFormProps {
  id: string;
  picture: ConverterPicture;
  /** the address of the original */
  original: string;
  recipes: readonly RecipeChip[];
  /** of the sheet, which a press of a recipe without script keeps */
  order: GalleryOrder;
  /** what the picture loses by the form as it begins */
  told: string;
  /** the id of the recipe that the form begins with */
  recipe: string | null;
  children: ReactNode;
}

const LinkDialog = lazy(() => import("#app/images/[id]/link/link-dialog.tsx"));

/** Without script the browser gets the attachment by itself; with it, each change shows its result. */
export function ConvertForm({ id, picture, original, recipes, order, recipe, told, children }: ConvertFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const { state, use } = useConverter(form, picture, recipe);
  const [linked, setLinked] = useState<string | null>(null);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void use((converter) => converter.download());
  };

  const changed = ({ target }: FormEvent<HTMLFormElement>) => {
    const quality = form.current?.elements.namedItem("quality");
    if (target instanceof HTMLInputElement && target.type === "range" && quality instanceof HTMLInputElement)
      quality.value = target.value;
    void use((converter) => converter.changed());
  };

  const openLink = (event: MouseEvent) => {
    event.preventDefault();
    void use((converter) => setLinked(converter.query()));
  };

  return (
    <>
      <RecipeChips id={id} page={picture.page} recipes={recipes} order={order} pressed={state.pressed} use={use} />
      <form
        ref={form}
        action={picture.convert}
        method="get"
        onSubmit={submit}
        onInput={changed}
        onFocus={() => void use(() => {})}
      >
        {children}
        <p aria-live="polite" className="scripted mt-3 text-faded text-small">
          {state.told || told}
        </p>
        <div className="convert-bar">
          <p {...hooks("outcome")} className="outcome">
            <span role="status" className={state.refusal ? "text-bad" : undefined}>
              {state.refusal || state.outcome}
              {!state.refusal && state.larger && (
                <>
                  {" "}
                  {lossMessages.original}{" "}
                  <a href={original} download className="underline underline-offset-4">
                    {imageMessages.original}
                  </a>
                </>
              )}
              {!state.refusal && state.note && ` ${state.note}`}
            </span>
            {!state.refusal && !state.outcome && !state.working && (
              <span className="scripted">{liveConvertMessages.before}</span>
            )}
            {state.working && <span className="outcome-working">{words.working}</span>}
          </p>
          <div className="flex flex-wrap gap-2">
            <button type="submit" className="button button-primary flex-1">
              {state.download || words.download}
            </button>
            <button type="submit" formAction={`/images/${id}/link`} onClick={openLink} className="button">
              {linkMessages.copy}
            </button>
          </div>
        </div>
      </form>
      {linked !== null && (
        <Suspense>
          <LinkDialog source={`/api/images/${id}/link?${linked}`} onClose={() => setLinked(null)} />
        </Suspense>
      )}
    </>
  );
}
