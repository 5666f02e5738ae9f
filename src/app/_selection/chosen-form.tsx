import { selectionMessages as words } from "#messages/selection.ts";
import { siteMessages } from "#messages/site.ts";
import { WRITABLE } from "#picture/formats.ts";
import { deleteChosen } from "./sheet-actions.ts";

/**
 * The form that the checkboxes of the items belong to. Without script its buttons do all that is done with chosen
 * pictures; each button carries the one parameter that it is for.
 */
export function ChosenForm() {
  return (
    <form id="chosen" method="post" action="/api/archive" aria-label={words.title} className="chosen-form scriptless">
      <p className="text-faded">{words.withChosen}</p>
      <button type="submit" className="button">
        {words.originals}
      </button>
      <button type="submit" name="scrub" value="location" className="button">
        {words.scrub}
      </button>
      {WRITABLE.map(({ id, name }) => (
        <button key={id} type="submit" name="format" value={id} className="button">
          {words.convertTo(name)}
        </button>
      ))}
      <button type="button" popoverTarget="delete-chosen" className="button button-bad">
        {words.remove}
      </button>
      <div id="delete-chosen" popover="auto" role="dialog" aria-labelledby="delete-chosen-title" className="confirm">
        <h3 id="delete-chosen-title" className="font-semibold text-large">
          {words.removeTitle}
        </h3>
        <p className="mt-1 text-faded">{words.removeText}</p>
        <p className="mt-4 flex flex-wrap gap-2">
          <button type="submit" formAction={deleteChosen} className="button button-bad">
            {words.removeConfirm}
          </button>
          <button type="button" popoverTarget="delete-chosen" popoverTargetAction="hide" className="button">
            {siteMessages.cancel}
          </button>
        </p>
      </div>
    </form>
  );
}
