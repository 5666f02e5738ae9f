import { formatBytes } from "#format/bytes.ts";
import { disclosedLabel, disclosedSentence } from "#format/disclosed.ts";
import { formatCoordinates } from "#format/location.ts";
import { reportMessages as words } from "#messages/report.ts";
import type { Disclosed, Report } from "#picture/report/report.ts";
import type { GalleryOrder } from "#web/addresses/gallery-order.ts";
import type { Loaded } from "#web/pictures/load-made.ts";
import type { ImageView } from "#web/responses/image-view.ts";
import { RemovalLink } from "./removal-link.tsx";
import { ToldInFull } from "./told-in-full.tsx";
import { foundEarly, readWhole, saysNothing, toldKinds } from "./told-kinds.ts";
import { ToldRow, WarningRow } from "./told-row.tsx";

/** Rows before the fold. */
const FIRST = 3;

interface ToldReportProps {
  image: ImageView;
  order: GalleryOrder;
  found: Loaded<Report>;
}

/** The worst of it in a few rows of one height, all of it behind one press; and what is not known, in words. */
export function ToldReport({ image, order, found }: ToldReportProps) {
  if (!found || "refused" in found) return <Unread image={image} order={order} reason={found?.refused ?? words.gone} />;
  const report = found.made;
  if (saysNothing(report))
    return (
      <div className="told-nothing">
        <p>{words.nothing}</p>
        <p className="measured text-faded text-small">{words.readAll(formatBytes(report.bytes))}</p>
      </div>
    );
  const kinds = toldKinds(report.discloses);
  const shown = readWhole(report) ? FIRST : FIRST - 1;
  return (
    <>
      <ul className="told-rows">
        {kinds.slice(0, shown).map(({ code, told: [one], remove }) => (
          <ToldRow key={code} code={code} sentence={one ? inShort(one, image) : ""} source={one?.source ?? ""}>
            <RemovalLink image={image} order={order} remove={remove} what={disclosedLabel(code)} />
          </ToldRow>
        ))}
        {!readWhole(report) && (
          <ToldRow
            code="unreadable"
            sentence={words.notRead(unreadInWords(report))}
            source={kinds.length === 0 ? words.notFound : ""}
          />
        )}
      </ul>
      <ToldInFull image={image} order={order} kinds={kinds} unknown={report.unknown} />
    </>
  );
}

/** A latitude says little without its longitude: they are two tags, and one place. */
function inShort(one: Disclosed, { metadata }: ImageView): string {
  const location = /Latitude/.test(one.source) ? metadata?.location : null;
  if (one.code !== "location" || !location) return disclosedSentence(one);
  return disclosedSentence({ ...one, value: formatCoordinates(location.latitude, location.longitude) });
}

/** `2 parts, 1.2 KB of no known kind` */
function unreadInWords({ unknown }: Report): string {
  const { notRead, bytes } = unknown;
  const both = [
    notRead.length > 0 ? words.partsNotRead(notRead.length) : null,
    bytes > 0 ? words.unknownBytes(formatBytes(bytes)) : null,
  ];
  return both.filter((one) => one !== null).join(", ");
}

function Unread({ image, order, reason }: Omit<ToldReportProps, "found"> & { reason: string }) {
  const before = foundEarly(image.warnings);
  if (before.length === 0)
    return (
      <div role="alert" className="told-nothing wrap-anywhere">
        {words.failed(reason)}
      </div>
    );
  return (
    <>
      <p role="alert" className="wrap-anywhere mt-2">
        {words.failed(reason)}
      </p>
      <p className="mt-2 text-faded text-small">{words.foundBefore}</p>
      <ul className="told-rows">
        {before.map((warning) => (
          <WarningRow key={warning.code} warning={warning} image={image} order={order} />
        ))}
      </ul>
    </>
  );
}
