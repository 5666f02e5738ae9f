import { UploadForm } from "#app/_upload/upload-form.tsx";
import { LocalTime } from "#components/local-time.tsx";
import { formatBytes } from "#format/bytes.ts";
import { formatHours, formatUtc } from "#format/time.ts";
import { sheetMessages, welcomeMessages } from "#messages/gallery.ts";
import { scrubMessages } from "#messages/scrub.ts";
import { FORMATS } from "#picture/formats.ts";

interface DropZoneProps {
  limits: { maxUploadBytes: number; retentionHours: number };
  expiresAt: string | null;
  /** the first look: what this is and what happens to a picture; else a strip of two lines */
  empty: boolean;
}

/** Endings beside the media type: some systems know no type for HEIC or AVIF. */
const accept = ["image/*", ...FORMATS.flatMap((format) => format.extensions.map((ending) => `.${ending}`))].join(",");
const formats = FORMATS.map((format) => format.name);
const takes = `${formats.slice(0, -1).join(", ")} and ${formats.at(-1)}`;

/** Takes pictures. The form is in one place of the tree for both shapes, so that it lives on when the first picture comes. */
export function DropZone({ limits, expiresAt, empty }: DropZoneProps) {
  const time = formatHours(limits.retentionHours);
  return (
    <section aria-labelledby={empty ? "welcome" : "drop"} className={empty ? "drop-zone drop-empty" : "drop-zone"}>
      {empty && (
        <h2 id="welcome" className="drop-title">
          {welcomeMessages.title(time).map((sentence) => (
            <span key={sentence}>{sentence} </span>
          ))}
        </h2>
      )}
      <div className="drop-take">
        <Invitation empty={empty} />
        <UploadForm accept={accept} />
        {empty && (
          <p className="text-faded text-small">{sheetMessages.takes(takes, formatBytes(limits.maxUploadBytes))}</p>
        )}
      </div>
      {empty ? (
        <dl className="drop-facts">
          {fact(welcomeMessages.where, welcomeMessages.whereText)}
          {fact(welcomeMessages.who, `${sheetMessages.whoSees} ${welcomeMessages.whoText}`)}
          {fact(welcomeMessages.when, `${sheetMessages.deletedAfter(time)} ${welcomeMessages.whenText}`)}
        </dl>
      ) : (
        <div className="drop-line">
          <p>
            {sheetMessages.whoSees}{" "}
            {expiresAt !== null && (
              <>
                {sheetMessages.deletedBy} <LocalTime iso={expiresAt} utc={formatUtc(expiresAt)} />.
              </>
            )}
          </p>
          <a href="/api/archive?scrub=location" download>
            {scrubMessages.wholeSheet}
          </a>
        </div>
      )}
    </section>
  );
}

/** What there is no dropping for is not spoken of: on a phone, and where no script runs. */
function Invitation({ empty }: { empty: boolean }) {
  const Heading = empty ? "p" : "h2";
  return (
    <Heading id={empty ? undefined : "drop"} className="drop-invitation">
      <span className="scripted">
        <span className="for-mouse">
          {sheetMessages.drop}, {sheetMessages.paste}
        </span>
        <span className="for-touch">{sheetMessages.add}</span>
      </span>
      <span className="scriptless">{sheetMessages.dropNoScript}</span>
    </Heading>
  );
}

const fact = (name: string, text: string) => (
  <div>
    <dt>{name}</dt>
    <dd>{text}</dd>
  </div>
);
