import { privacyMessages as words } from "#messages/privacy.ts";
import type { FileDate, Metadata, Warning } from "#picture/metadata.ts";
import { editHistory } from "./edit-history.ts";
import { locationNames, locationReadings } from "./location-names.ts";
import { peopleIn } from "./people.ts";
import { distinct, fieldOf, groupOf, listOf, textOf } from "./raw-lists.ts";

export type DisclosureKind =
  | "location"
  | "serial_number"
  | "owner"
  | "people"
  | "faces"
  | "dates"
  | "thumbnail"
  | "history"
  | "settings"
  | "document"
  | "software"
  | "extension"
  | "damaged"
  | "cut";

/** One thing that a file gives away, in plain words; text of the file is in them as it is, with its markup. */
export interface Disclosure {
  kind: DisclosureKind;
  sentence: string;
}

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
const KIND_OF: Readonly<Record<Warning["code"], DisclosureKind>> = {
  location: "location",
  serial_number: "serial_number",
  owner: "owner",
  embedded_thumbnail: "thumbnail",
  extension_mismatch: "extension",
  damaged: "damaged",
  metadata_cut: "cut",
};

/**
 * The privacy report: everything that a file gives away, what weighs most first, a sentence each. The same for the page
 * of a stored picture and for a file that has not left the browser. A warning that the kept record does not explain
 * any more is said in its own words.
 */
export function privacyReport({ metadata, warnings, copy }: ReportInput): Disclosure[] {
  const found = [
    ...(metadata ? [...placeSaid(metadata), ...peopleSaid(metadata), ...ownerSaid(metadata)] : []),
    ...(metadata ? serialsSaid(metadata.camera) : []),
    ...say("thumbnail", copy === "none" ? null : words.copy[copy]),
    ...(metadata ? [...datesSaid(metadata.dates), ...tracesSaid(metadata)] : []),
  ];
  const kinds = new Set(found.map(({ kind }) => kind));
  const others = warnings.filter(({ code }) => !kinds.has(KIND_OF[code]));
  return [...found, ...others.map(({ code, detail }) => ({ kind: KIND_OF[code], sentence: detail }))];
}

type Told = NonNullable<ReportInput["metadata"]>;

const say = (kind: DisclosureKind, sentence: string | null): Disclosure[] =>
  sentence === null ? [] : [{ kind, sentence }];

function placeSaid(metadata: Told): Disclosure[] {
  const { location } = metadata;
  const names = locationNames(metadata);
  return [
    ...say("location", location && words.position(location.latitude.toFixed(5), location.longitude.toFixed(5))),
    ...say("location", names.length === 0 ? null : words.placeNames(names.join(", "))),
    ...say("location", location === null && locationReadings(metadata) ? words.placeReadings : null),
  ];
}

function peopleSaid({ raw }: Told): Disclosure[] {
  const { names, count, faces } = peopleIn(groupOf(raw.xmp));
  return [
    ...say("people", names.length === 0 ? null : words.people(names, count)),
    ...say("faces", faces === 0 ? null : words.faces(faces)),
  ];
}

function ownerSaid({ camera, description, raw }: Told): Disclosure[] {
  const contact = groupOf(raw.xmp).CreatorContactInfo;
  const details = distinct(
    ["CiEmailWork", "CiTelWork", "CiAdrExtadr", "CiAdrCity", "CiUrlWork"].map((name) => textOf(fieldOf(contact, name))),
  );
  return [
    ...say("owner", camera.ownerName && words.owner(textOf(camera.ownerName) ?? "")),
    ...say("owner", description.creator && words.creator(textOf(description.creator) ?? "")),
    ...say("owner", details.length === 0 ? null : words.contact(details.join(", "))),
  ];
}

function serialsSaid({ serialNumber, lensSerialNumber }: Metadata["camera"]): Disclosure[] {
  return [
    ...say("serial_number", serialNumber && words.cameraNumber(textOf(serialNumber) ?? "")),
    ...say("serial_number", lensSerialNumber && words.lensNumber(textOf(lensSerialNumber) ?? "")),
  ];
}

function datesSaid({ taken, digitized, modified }: Metadata["dates"]): Disclosure[] {
  const at = ({ local }: FileDate): string => local.replace("T", ", ");
  const first = taken ?? digitized;
  const zone = [taken, digitized, modified].find((date) => date?.offset)?.offset ?? null;
  return [
    ...say("dates", first && words.taken(at(first))),
    ...say("dates", first === null && modified !== null ? words.changed(at(modified)) : null),
    ...say("dates", zone && words.zone(zone)),
  ];
}

function tracesSaid({ camera, raw }: Told): Disclosure[] {
  const xmp = groupOf(raw.xmp);
  const { steps, earlier, log } = editHistory(xmp);
  const programs = distinct(steps.map(({ software }) => software));
  const ids = [xmp.OriginalDocumentID, xmp.DocumentID, xmp.DerivedFrom].flatMap(listOf);
  const settings = xmp.HasSettings !== undefined || xmp.ProcessVersion !== undefined;
  const program = textOf(xmp.CreatorTool) ?? textOf(camera.software ?? undefined);
  return [
    ...say("history", steps.length === 0 ? null : words.history(steps.length + earlier, programs)),
    ...say("history", log === null ? null : words.historyLog),
    ...say("settings", settings ? words.settings : null),
    ...say("document", ids.length === 0 ? null : words.document),
    ...say("software", program !== null && !programs.includes(program) ? words.software(program) : null),
  ];
}
