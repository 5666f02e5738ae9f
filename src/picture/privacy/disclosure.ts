/** What a disclosure is about: those of one kind stand together. */
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

/** One thing that a file gives away: what it is, and what the file says. Texts are the file's own, with their markup, cut short. */
export type Disclosure =
  /** decimal degrees, WGS 84 */
  | { kind: "location"; code: "position"; latitude: number; longitude: number }
  /** the smallest place first */
  | { kind: "location"; code: "location_names"; names: string[] }
  /** of a satellite receiver, without a position */
  | { kind: "location"; code: "location_readings" }
  /** the first names of so many */
  | { kind: "people"; code: "people"; names: string[]; count: number }
  | { kind: "faces"; code: "faces"; count: number }
  | { kind: "owner"; code: "owner" | "creator"; name: string }
  | { kind: "owner"; code: "contact"; details: string[] }
  | { kind: "serial_number"; code: "camera_number" | "lens_number"; number: string }
  | { kind: "thumbnail"; code: "embedded_thumbnail"; shows: "same" | "differs" | "unknown" }
  /** `YYYY-MM-DDTHH:mm:ss`, as the file says */
  | { kind: "dates"; code: "taken" | "changed"; local: string }
  /** `+02:00` */
  | { kind: "dates"; code: "time_zone"; offset: string }
  | { kind: "history"; code: "edit_steps"; steps: number; programs: string[] }
  | { kind: "history"; code: "edit_log" }
  | { kind: "settings"; code: "raw_settings" }
  | { kind: "document"; code: "document_id" }
  | { kind: "software"; code: "software"; program: string }
  /** the head of the file alone was read, and does not hold all */
  | { kind: "cut"; code: "first_look" }
  /** a warning of the reader, in its own words */
  | { kind: DisclosureKind; code: "warning"; detail: string };
