import type { RemovalKind } from "./removal.ts";

/**
 * What a file can disclose, what weighs most first, each with the kinds of a scrub that take it out. Where there are
 * none only a conversion does.
 */
export const REMOVED_BY = {
  /** measured: coordinates, altitude, direction */
  location: ["location"],
  location_name: ["location"],
  /** cell towers and wireless networks */
  network: ["location"],
  person: ["people"],
  contact: ["people"],
  /** a face marked in the picture */
  face: ["people"],
  owner: ["people"],
  serial_number: ["devices"],
  /** a number that only one device has: UUIDs of phones, ids of displays */
  device_id: ["devices"],
  /** model of camera, lens, host computer, printer */
  device: ["devices"],
  account_id: ["ids"],
  file_path: ["ids"],
  document_id: ["ids"],
  date: ["time"],
  prompt: ["texts"],
  caption: ["texts"],
  keywords: ["texts"],
  comment: ["texts"],
  ai_generated: ["credentials"],
  /** C2PA */
  credentials: ["credentials"],
  software: ["software"],
  history: ["software"],
  /** of a raw developer, or of the camera's exposure programs */
  settings: ["software"],
  thumbnail: ["extras"],
  preview: ["extras"],
  second_image: ["extras"],
  video: ["extras"],
  audio: ["extras"],
  depth_map: ["extras"],
  hidden_pixels: [],
  layers: ["extras"],
  trailing_data: ["extras"],
  unknown_data: ["extras"],
  /** a part that should hold something and could not be read */
  unreadable: [],
} as const satisfies Record<string, readonly RemovalKind[]>;

export type DisclosureCode = keyof typeof REMOVED_BY;
export const DISCLOSURE_CODES = Object.keys(REMOVED_BY) as DisclosureCode[];
