import type { Metadata, Warning } from "#picture/metadata.ts";
import { cleanText } from "./clean-text.ts";

/** Longest piece of the file's own text in a sentence, characters. */
const LONGEST = 80;

export interface Findings {
  metadata: Metadata;
  sublocation: string | null;
  thumbnail: boolean;
  /** true where a part of the metadata was too large to be read */
  cut: boolean;
}

/** What the picture gives away, each as one sentence; text from the file is in them as it is, with its markup. */
export function warningsOf({ metadata, sublocation, thumbnail, cut }: Findings): Warning[] {
  const { camera, description, location } = metadata;
  const names = [sublocation, description.city, description.country].filter((name) => name !== null);
  const warnings: Warning[] = [];
  const add = (code: Warning["code"], detail: string) => warnings.push({ code, detail });
  if (location !== null) {
    const where = `${location.latitude.toFixed(5)}, ${location.longitude.toFixed(5)}`;
    add("location", `This picture says where it was taken: ${where}.`);
  } else if (names.length > 0) {
    add("location", `This picture names a place: ${short(names.join(", "))}.`);
  }
  if (camera.serialNumber !== null) {
    const number = short(camera.serialNumber);
    add(
      "serial_number",
      `This picture carries its camera's serial number: ${number}. It links all pictures of that camera.`,
    );
  } else if (camera.lensSerialNumber !== null) {
    const number = short(camera.lensSerialNumber);
    add(
      "serial_number",
      `This picture carries its lens's serial number: ${number}. It links all pictures of that lens.`,
    );
  }
  if (camera.ownerName !== null) add("owner", `This picture names the camera's owner: ${short(camera.ownerName)}.`);
  else if (description.creator !== null) add("owner", `This picture names who made it: ${short(description.creator)}.`);
  if (thumbnail) {
    add(
      "embedded_thumbnail",
      "A small copy of the picture as it was first saved is inside; it may show what was cropped away later.",
    );
  }
  if (cut) {
    add("metadata_cut", "This picture carries more metadata than Proofsheet reads; some of it is not shown here.");
  }
  return warnings;
}

function short(text: string): string {
  const line = cleanText(text.replace(/\s+/g, " "), LONGEST);
  return line.length < text.length && line.length >= LONGEST - 1 ? `${line}…` : line;
}
