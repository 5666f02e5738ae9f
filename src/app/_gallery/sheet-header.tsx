import { deleteEverything } from "#app/actions.ts";
import { Confirm } from "#components/confirm.tsx";
import { ThemeChoice } from "#components/theme-choice.tsx";
import { TimeLeft } from "#components/time-left.tsx";
import { Wordmark } from "#components/wordmark.tsx";
import { formatBytes } from "#format/bytes.ts";
import { formatDuration } from "#format/time.ts";
import { sheetMessages } from "#messages/gallery.ts";
import { siteMessages } from "#messages/site.ts";

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
                  over={siteMessages.overdue}
                />{" "}
                {siteMessages.left}
              </span>
            )}
            <span className="tabular-nums" title={sheetMessages.usageLabel(usage.images, limits.images)}>
              {sheetMessages.usage(usage.images, limits.images)}
            </span>
          </p>
          <Confirm
            id="delete-all"
            open={sheetMessages.deleteAll}
            openShort={sheetMessages.deleteAllShort}
            boxClass="confirm-top"
            title={sheetMessages.deleteAllTitle}
            text={sheetMessages.deleteAllText(usage.images, formatBytes(usage.bytes))}
            confirm={sheetMessages.deleteAllConfirm}
            action={deleteEverything}
          />
        </>
      )}
      <ThemeChoice />
    </header>
  );
}
