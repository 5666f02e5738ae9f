import { formatBytes } from "#format/bytes.ts";
import { convertMessages, liveConvertMessages as words } from "#messages/convert.ts";
import { formatOf } from "#picture/formats.ts";
import { recipeOrNull } from "#picture/recipe.ts";
import { query, save } from "./convert-download.ts";
import { type MadeConversion, requestConversion } from "./convert-request.ts";
import { AT_FIRST, type ConverterPicture, type ConverterState } from "./converter-state.ts";
import { showHints } from "./form-hints.ts";
import { fill } from "./form-values.ts";
import { outcomeOf } from "./outcome.ts";
import { pressedIn } from "./pressed-recipes.ts";
import { createResultView } from "./result-view.ts";
import { toldLossesOfQuery } from "./told-losses.ts";

/** ms without a change before the result is asked for */
const PAUSE = 350;
const MAX_TRIES = 5;

export type Converter = ReturnType<typeof createConverter>;

/**
 * Follows the form: each change asks for the result, shows it beside the picture and says what is saved. The last result
 * stays until the new one is there. One request at a time: a new one ends the one before.
 */
export function createConverter(
  form: HTMLFormElement,
  picture: () => ConverterPicture,
  publish: (state: ConverterState) => void,
) {
  const view = createResultView();
  let state = AT_FIRST;
  let last: (MadeConversion & { asked: string }) | null = null;
  let running: { control: AbortController; asked: string } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wanted = false;

  const say = (change: Partial<ConverterState>) => {
    state = { ...state, ...change };
    publish(state);
  };
  const asked = () => query(new FormData(form));
  const isCurrent = () => last !== null && last.asked === asked().toString();

  /** What the form says by itself, before any result. */
  const look = () => {
    const recipe = recipeOrNull(asked());
    const format = recipe?.format ?? picture().format;
    if (recipe) showHints(form, recipe, format, picture().size);
    const size = last && isCurrent() ? last.body.size : null;
    const told = toldLossesOfQuery(picture().losses, asked()) ?? state.told; // of what is not to be taken: as it was
    say({ pressed: pressedIn(form), told, download: downloadWords(format, size) });
  };

  const stop = () => {
    clearTimeout(timer);
    running?.control.abort();
    running = null;
  };

  const changed = () => {
    stop();
    wanted = false;
    look();
    if (isCurrent() || !form.checkValidity()) return say({ working: false, refusal: "" });
    say({ working: true });
    timer = setTimeout(run, PAUSE);
  };

  const run = async (tries = 1): Promise<void> => {
    stop();
    const now = asked();
    const mine = { control: new AbortController(), asked: now.toString() };
    running = mine;
    say({ working: true });
    const made = await requestConversion(picture().convert, now, mine.control.signal).catch(() => null);
    if (made === null || running !== mine) return;
    if ("detail" in made) return refuse(made.detail, made.retryAfter, tries);
    const recipe = recipeOrNull(now);
    const shown = recipe && (await view.show(made.body, recipe, picture(), mine.control.signal));
    if (running !== mine) return;
    running = null;
    last = { ...made, asked: mine.asked };
    const { bytes } = picture();
    const outcome = outcomeOf(bytes, made, shown?.size ?? null);
    say({ working: false, refusal: "", outcome, note: shown?.note ?? "", larger: made.body.size > bytes });
    look();
    if (wanted) save(made.body, made.name);
    wanted = false;
  };

  const refuse = (detail: string, retryAfter: number | null, tries: number) => {
    running = null;
    if (retryAfter !== null && tries < MAX_TRIES) {
      timer = setTimeout(() => run(tries + 1), retryAfter * 1000);
      return say({ refusal: words.busy(retryAfter) });
    }
    wanted = false;
    say({ working: false, refusal: detail });
  };

  look();
  return {
    look,
    changed,
    /** Another page of the same file is looked at: the result beside it was of the one before. */
    turned() {
      last = null;
      view.clear();
      say({ outcome: "", note: "", larger: false });
      changed();
    },
    /** Sets the form as a recipe says it, and shows what comes of it. */
    fill(recipe: string) {
      fill(form, new URLSearchParams(recipe));
      changed();
    },
    /** Saves the result: the very bytes that are shown, or those that come. */
    download() {
      if (last && isCurrent()) return save(last.body, last.name);
      wanted = true;
      if (running?.asked !== asked().toString()) void run();
    },
    /** The form as a query, for this picture. */
    query: () => asked().toString(),
    /** The same without the one frame or page that is chosen, which is of this picture alone. */
    recipe() {
      const recipe = asked();
      if (recipe.get("page") !== "all") recipe.delete("page");
      return recipe.toString();
    },
    end() {
      stop();
      view.clear();
    },
  };
}

function downloadWords(format: string, bytes: number | null): string {
  const name = formatOf(format)?.name;
  return name ? words.download(name, bytes === null ? null : formatBytes(bytes)) : convertMessages.download;
}
