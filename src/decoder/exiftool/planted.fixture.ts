/** Pictures with tags in them, written by ExifTool, for the tests. */
import { readFile, writeFile } from "node:fs/promises";
import { scratch } from "#decoder/pictures.fixture.ts";
import { sharp } from "#decoder/sharp-setup.ts";
import { tagText } from "#picture/tag-list.ts";
import { listTags } from "./list-tags.ts";
import { runPerl } from "./perl.ts";

/** A place in every block that has one, by ExifTool's names. */
export const PLACES: Readonly<Record<string, string>> = {
  "GPS:GPSLatitude": "51.5",
  "GPS:GPSLatitudeRef": "N",
  "GPS:GPSLongitude": "0.12",
  "GPS:GPSLongitudeRef": "W",
  "XMP-exif:GPSLatitude": "51.5",
  "XMP-photoshop:City": "London",
  "XMP-iptcCore:Location": "Trafalgar Square",
  "XMP-iptcExt:LocationCreatedCity": "London",
};
/** What is no place, and stays when the place goes. */
export const OTHERS: Readonly<Record<string, string>> = {
  "IFD0:Artist": "Ada Example",
  "IFD0:Make": "Canon",
  "ExifIFD:SerialNumber": "SN0123",
  "XMP-dc:Title": "By the fountain",
  "XMP-mwg-rs:RegionName": "Ada",
  "XMP-crs:RetouchAreaOpacity": "0.5",
};

/** The bytes with tags set in them. Throws where ExifTool does not write one of them. */
export async function plant(bytes: Uint8Array, tags: Readonly<Record<string, string>>): Promise<Uint8Array> {
  const set = Object.entries(tags).map(
    ([name, value]) => `$et->SetNewValue('${name}', '${value}') or die 'cannot set ${name}';`,
  );
  const program = `use Image::ExifTool; my $et = Image::ExifTool->new; ${set.join("\n")}
    $et->WriteInfo('/picture', '/written') == 1 or die $et->GetValue('Error');`;
  const written = (await runPerl("plant.pl", { "/plant.pl": Buffer.from(program), "/picture": bytes })).read(
    "/written",
  );
  if (!written) throw new Error("ExifTool wrote nothing");
  return written;
}

/** A small photograph of a format that sharp writes, with tags in it. */
export async function planted(format: "jpeg" | "png" | "webp" | "avif" | "tiff" | "gif", tags = {}): Promise<string> {
  const drawn = sharp({ create: { width: 64, height: 48, channels: 3, background: "#357" } });
  const bytes = await drawn.withIccProfile("p3").toFormat(format).toBuffer();
  return saved(Object.keys(tags).length > 0 ? await plant(bytes, tags) : bytes);
}

export async function saved(bytes: Uint8Array): Promise<string> {
  const path = scratch();
  await writeFile(path, bytes);
  return path;
}

/** All tags of a file as lines: `group|name|value`. */
export async function linesOf(path: string): Promise<string[]> {
  const { groups } = await listTags(await readFile(path));
  return groups.flatMap(({ name, tags }) => tags.map((tag) => `${name}|${tag.name}|${tagText(tag.value)}`));
}
