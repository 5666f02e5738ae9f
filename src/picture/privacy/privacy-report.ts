import type { FileDate, Metadata, Warning } from "#picture/metadata.ts";
import type { Disclosure, DisclosureKind } from "./disclosure.ts";
import { editHistory } from "./edit-history.ts";
import { locationNames, locationReadings } from "./location-names.ts";
import { peopleIn } from "./people.ts";
import { distinct, fieldOf, groupOf, listOf, textOf } from "./raw-lists.ts";

/** What is known of a file: of the stored record on the server, or of a first look in the browser. */
export interface ReportInput {
  /** null where no record could be made */
  metadata: Pick<Metadata, "camera" | "dates" | "location" | "description" | "raw"> | null;
  /** what the reader of the whole file warns of; a first look has none */
  warnings: readonly Warning[];
  /** the small copy inside: does it show something else than the picture? `unknown` where nobody compared them */
  copy: "none" | "same" | "differs" | "unknown";
}

/** Codes of warnings, each with the kind of disclosure that says the same more exactly. */
const KIND_OF: Readonly<Partial<Record<Warning["code"], DisclosureKind>>> = {
  location: "location",
  serial_number: "serial_number",
  owner: "owner",
  embedded_thumbnail: "thumbnail",
  extension_mismatch: "extension",
  damaged: "damaged",
  metadata_cut: "cut",
};

/**
 * The privacy report: everything that a file gives away, what weighs most first. The same for the page of a stored
 * picture and for a file that has not left the browser. A warning that the kept record does not explain any more is
 * passed on in its own words.
 */
export function privacyReport({ metadata, warnings, copy }: ReportInput): Disclosure[] {
  const found = [
    ...(metadata ? [...placeIn(metadata), ...namesIn(metadata), ...ownerIn(metadata)] : []),
    ...(metadata ? serialsIn(metadata.camera) : []),
    copy !== "none" && ({ kind: "thumbnail", code: "embedded_thumbnail", shows: copy } as const),
    ...(metadata ? [...datesIn(metadata.dates), ...tracesIn(metadata)] : []),
  ].filter((one) => one !== false);
  const kinds = new Set<DisclosureKind>(found.map(({ kind }) => kind));
  const others = warnings.flatMap(({ code, detail }) => {
    const kind = KIND_OF[code];
    return kind && !kinds.has(kind) ? [{ kind, code: "warning", detail } as const] : [];
  });
  return [...found, ...others];
}

type Told = NonNullable<ReportInput["metadata"]>;
/** False: the file does not say it. */
type Found = (Disclosure | false)[];

function placeIn(metadata: Told): Found {
  const { location } = metadata;
  const names = locationNames(metadata);
  return [
    location !== null && {
      kind: "location",
      code: "position",
      latitude: location.latitude,
      longitude: location.longitude,
    },
    names.length > 0 && { kind: "location", code: "location_names", names },
    location === null && locationReadings(metadata) && { kind: "location", code: "location_readings" },
  ];
}

function namesIn({ raw }: Told): Found {
  const { names, count, faces } = peopleIn(groupOf(raw.xmp));
  return [
    names.length > 0 && { kind: "people", code: "people", names, count },
    faces > 0 && { kind: "faces", code: "faces", count: faces },
  ];
}

function ownerIn({ camera: { ownerName }, description: { creator }, raw }: Told): Found {
  const contact = groupOf(raw.xmp).CreatorContactInfo;
  const details = distinct(
    ["CiEmailWork", "CiTelWork", "CiAdrExtadr", "CiAdrCity", "CiUrlWork"].map((name) => textOf(fieldOf(contact, name))),
  );
  return [
    isSaid(ownerName) && { kind: "owner", code: "owner", name: textOf(ownerName) ?? "" },
    isSaid(creator) && { kind: "owner", code: "creator", name: textOf(creator) ?? "" },
    details.length > 0 && { kind: "owner", code: "contact", details },
  ];
}

function serialsIn({ serialNumber: camera, lensSerialNumber: lens }: Metadata["camera"]): Found {
  return [
    isSaid(camera) && { kind: "serial_number", code: "camera_number", number: textOf(camera) ?? "" },
    isSaid(lens) && { kind: "serial_number", code: "lens_number", number: textOf(lens) ?? "" },
  ];
}

function datesIn({ taken, digitized, modified }: Metadata["dates"]): Found {
  const first = taken ?? digitized;
  const changed = first === null && modified;
  const offset = [taken, digitized, modified].find((date: FileDate | null) => date?.offset)?.offset;
  return [
    first !== null && { kind: "dates", code: "taken", local: first.local },
    changed ? { kind: "dates", code: "changed", local: changed.local } : false,
    isSaid(offset) && { kind: "dates", code: "time_zone", offset },
  ];
}

function tracesIn({ camera, raw }: Told): Found {
  const xmp = groupOf(raw.xmp);
  const { steps, earlier, log } = editHistory(xmp);
  const programs = distinct(steps.map(({ software }) => software));
  const ids = [xmp.OriginalDocumentID, xmp.DocumentID, xmp.DerivedFrom].flatMap(listOf);
  const settings = xmp.HasSettings !== undefined || xmp.ProcessVersion !== undefined;
  const program = textOf(xmp.CreatorTool) ?? textOf(camera.software ?? undefined);
  return [
    steps.length > 0 && { kind: "history", code: "edit_steps", steps: steps.length + earlier, programs },
    log !== null && { kind: "history", code: "edit_log" },
    settings && { kind: "settings", code: "raw_settings" },
    ids.length > 0 && { kind: "document", code: "document_id" },
    program !== null && !programs.includes(program) && { kind: "software", code: "software", program },
  ];
}

const isSaid = (text: string | null | undefined): text is string => text !== null && text !== undefined && text !== "";
