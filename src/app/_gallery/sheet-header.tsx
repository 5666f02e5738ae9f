import { deleteEverything } from "#app/actions.ts";
import { Confirm } from "#components/confirm.tsx";
import { ThemeChoice } from "#components/theme-choice.tsx";
import { TimeLeft } from "#components/time-left.tsx";
import { Wordmark } from "#components/wordmark.tsx";
import { formatBytes } from "#format/bytes.ts";
import { formatDuration } from "#format/time.ts";
import { sheet, site } from "#words.ts";

interface SheetHeaderProps {
  usage: { images: number; bytes: number };
  limits: { images: number };
  expiresAt: string | null;
}

/** The name, the time left, how full the sheet is, and the way to delete it all: in sight wherever the sheet is scrolled to. */
export function SheetHeader({ usage, limits, expiresAt }: SheetHeaderProps) {
  return (
    <header className="sheet-header">
      <h1>
        <Wordmark />
      </h1>
      {usage.images > 0 && (
        <>
          <p className="sheet-usage">
            {expiresAt !== null && (
              <span>
                <TimeLeft
                  until={expiresAt}
                  text={formatDuration(Date.parse(expiresAt) - Date.now())}
                  over={site.overdue}
                />{" "}
                {site.left}
              </span>
            )}
            <span className="tabular-nums" title={sheet.usageLabel(usage.images, limits.images)}>
              {sheet.usage(usage.images, limits.images)}
            </span>
          </p>
          <Confirm
            id="delete-all"
            open={sheet.deleteAll}
            openShort={sheet.deleteAllShort}
            boxClass="confirm-top"
            title={sheet.deleteAllTitle}
            text={sheet.deleteAllText(usage.images, formatBytes(usage.bytes))}
            confirm={sheet.deleteAllConfirm}
            action={deleteEverything}
          />
        </>
      )}
      <ThemeChoice />
    </header>
  );
}
