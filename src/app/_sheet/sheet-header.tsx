import { Confirm } from "../../components/confirm.tsx";
import { formatBytes } from "../../components/format-bytes.ts";
import { formatDuration } from "../../components/format-time.ts";
import { ThemeChoice } from "../../components/theme-choice.tsx";
import { TimeLeft } from "../../components/time-left.tsx";
import { Wordmark } from "../../components/wordmark.tsx";
import { scrub, sheet, site } from "../../words.ts";
import { deleteEverything } from "../actions.ts";

interface SheetHeaderProps {
  usage: { images: number; bytes: number };
  limits: { images: number };
  expiresAt: string | null;
}

export function SheetHeader({ usage, limits, expiresAt }: SheetHeaderProps) {
  return (
    <header className="mx-auto flex max-w-[110rem] flex-wrap items-center gap-x-5 gap-y-1 px-4 py-3 sm:px-6">
      <h1 className="mr-auto">
        <Wordmark />
      </h1>
      {usage.images > 0 && (
        <>
          <p className="flex flex-wrap gap-x-5 text-faded text-small max-sm:order-last max-sm:w-full">
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
          <a href="/api/archive?scrub=location" download className="button button-small">
            {scrub.wholeSheet}
          </a>
          <Confirm
            id="delete-all"
            open={sheet.deleteAll}
            openClass="button-small"
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
