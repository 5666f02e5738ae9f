import { formatBytes } from "../../components/format-bytes.ts";
import { formatHours, formatUtc } from "../../components/format-time.ts";
import { LocalTime } from "../../components/local-time.tsx";
import { FORMATS } from "../../imaging/formats.ts";
import { sheet } from "../../words.ts";
import { UploadForm } from "../_upload/upload-form.tsx";

interface DropZoneProps {
  limits: { maxUploadBytes: number; retentionHours: number };
  expiresAt: string | null;
}

/** Endings beside the media type: some systems know no type for HEIC or AVIF. */
const accept = ["image/*", ...FORMATS.flatMap((format) => format.extensions.map((ending) => `.${ending}`))].join(",");
const formats = FORMATS.map((format) => format.name);
const takes = `${formats.slice(0, -1).join(", ")} and ${formats.at(-1)}`;

export function DropZone({ limits, expiresAt }: DropZoneProps) {
  return (
    <section aria-labelledby="drop" className="rounded-panel border border-line bg-sheet px-4 py-5 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-8 gap-y-3">
        <h2 id="drop" className="text-title">
          <span className="scripted">{sheet.drop}</span>
          <span className="scriptless">{sheet.dropNoScript}</span>
        </h2>
        <UploadForm accept={accept} />
      </div>
      <p className="mt-3 max-w-[70ch]">
        {sheet.whoSees}{" "}
        {expiresAt === null ? (
          sheet.deletedAfter(formatHours(limits.retentionHours))
        ) : (
          <>
            {sheet.deletedBy} <LocalTime iso={expiresAt} utc={formatUtc(expiresAt)} />
          </>
        )}
      </p>
      <p className="text-faded text-small">{sheet.takes(takes, formatBytes(limits.maxUploadBytes))}</p>
    </section>
  );
}
