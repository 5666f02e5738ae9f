import { editHistoryMessages as words } from "#messages/privacy.ts";
import type { RawGroup } from "#picture/metadata.ts";
import { type EditStep, editHistory } from "#picture/privacy/edit-history.ts";

/** What programs noted of their work on the picture: when, with what, what. As the file says it. */
export function EditHistoryPanel({ xmp }: { xmp: RawGroup | null }) {
  const { steps, earlier, log, derived } = editHistory(xmp ?? {});
  if (steps.length === 0 && log === null && !derived) return null;
  return (
    <div>
      <h3 id="history" className="mb-1 text-faded text-small">
        {words.title}
      </h3>
      {earlier > 0 && <p className="text-faded text-small">{words.earlier(earlier)}</p>}
      {steps.length > 0 && (
        <ol aria-labelledby="history" className="space-y-1">
          {steps.map((step, at) => (
            <li key={at} className="wrap-anywhere text-small">
              <Step step={step} />
            </li>
          ))}
        </ol>
      )}
      {log !== null && <p className="wrap-anywhere text-small">{log}</p>}
      {derived && <p className="text-faded text-small">{words.derived}</p>}
    </div>
  );
}

function Step({ step: { when, what, software } }: { step: EditStep }) {
  return (
    <>
      {when !== null && <span className="measured text-faded">{when.replace("T", " ")} </span>}
      {[what, software].filter((part) => part !== null).join(", ")}
    </>
  );
}
