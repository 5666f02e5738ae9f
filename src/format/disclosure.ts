import { privacyMessages as words } from "#messages/privacy.ts";
import type { Disclosure } from "#picture/privacy/disclosure.ts";

/** What a file gives away, as a sentence; text of the file is in it as it is, with its markup. */
export function disclosureSentence(said: Disclosure): string {
  switch (said.code) {
    case "position":
      return words.position(said.latitude.toFixed(5), said.longitude.toFixed(5));
    case "location_names":
      return words.locationNames(said.names.join(", "));
    case "location_readings":
      return words.locationReadings;
    case "people":
      return words.people(said.names, said.count);
    case "faces":
      return words.faces(said.count);
    case "owner":
    case "creator":
      return words[said.code](said.name);
    case "contact":
      return words.contact(said.details.join(", "));
    case "camera_number":
      return words.cameraNumber(said.number);
    case "lens_number":
      return words.lensNumber(said.number);
    case "embedded_thumbnail":
      return words.copy[said.shows];
    case "taken":
    case "changed":
      return words[said.code](said.local.replace("T", ", "));
    case "time_zone":
      return words.zone(said.offset);
    case "edit_steps":
      return words.history(said.steps, said.programs);
    case "edit_log":
      return words.historyLog;
    case "raw_settings":
      return words.settings;
    case "document_id":
      return words.document;
    case "software":
      return words.software(said.program);
    case "first_look":
      return words.firstLook;
    case "warning":
      return said.detail;
  }
}
