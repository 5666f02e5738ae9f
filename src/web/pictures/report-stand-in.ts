import type { ReadyImage } from "#domain/image.ts";
import type { Part } from "#picture/containers/part.ts";
import { REMOVED_BY } from "#picture/privacy/disclosure-codes.ts";
import type { Removal } from "#picture/privacy/removal.ts";
import type { Disclosed, Report } from "#picture/report/report.ts";
import type { ScrubProof } from "#picture/report/scrub-proof.ts";

/** Stand-in: reports by the picture's name, until they are read from the file. */
export async function reportStandIn(image: ReadyImage): Promise<Report> {
  if (image.name.startsWith("slow")) await new Promise((done) => setTimeout(done, 3000));
  if (image.name.startsWith("fails")) throw new Error("stand-in");
  const bytes = image.bytes;
  const head = Math.min(4000, Math.floor(bytes / 10));
  const all: [Part["kind"], string, number][] = [
    ["structure", "SOI", 2],
    ["exif", "APP1", head],
    ["xmp", "APP1", Math.floor(head / 3)],
    ["colour", "APP2", 560],
    ["structure", "DQT", 132],
    ["structure", "SOF0", 19],
    ["pixels", "SOS", bytes],
    ["trailing", "", 900],
  ];
  let at = 0;
  const parts: Part[] = [];
  const nothing = image.name.startsWith("nothing");
  for (const [kind, name, size] of all) {
    if (nothing && (kind === "trailing" || kind === "exif" || kind === "xmp")) continue;
    const most = kind === "pixels" ? bytes - at - (nothing ? 0 : 900) : Math.min(size, bytes - at);
    const inside: Part[] | undefined =
      kind === "exif"
        ? [
            { kind: "maker_note", name: "0x927c", offset: at + 300, bytes: 800 },
            { kind: "thumbnail", name: "IFD1", offset: at + 1200, bytes: 2000 },
          ]
        : undefined;
    parts.push({ offset: at, bytes: most, kind, name, ...(inside && { parts: inside }) });
    at += most;
  }
  const one = (code: Disclosed["code"], value: string, source: string): Disclosed => ({
    code,
    value,
    source,
    remove: REMOVED_BY[code],
  });
  const discloses = nothing
    ? []
    : [
        one("location", "51.50897, -0.12879", "EXIF:GPS GPSLatitude, EXIF:GPS GPSLongitude, XMP:XMP-exif GPSLatitude"),
        one("location_name", "Trafalgar Square, London", "IPTC:IPTC City, XMP:XMP-photoshop City"),
        one("owner", "Ada Example", "EXIF:IFD0 Artist"),
        one("serial_number", "0123456789", "MakerNotes:Canon SerialNumber"),
        one("device", "Canon EOS 7D", "EXIF:IFD0 Model"),
        one("date", "2025:06:07 08:09:10", "EXIF:ExifIFD DateTimeOriginal"),
        one("date", "2025:06:08 11:12:13", "EXIF:IFD0 ModifyDate"),
        one("thumbnail", "160 x 107", "EXIF:IFD1 ThumbnailImage"),
        one("hidden_pixels", "", "pixels"),
        one("trailing_data", "900 bytes", "behind the end"),
      ];
  const unknown =
    nothing || image.name.startsWith("read")
      ? { bytes: 0, notRead: [] }
      : { bytes: 900, notRead: ["XMP: it does not parse"] };
  return { bytes, parts, discloses, unknown };
}

/** Stand-in for a proof. */
export async function proofStandIn(image: ReadyImage, remove: Removal): Promise<ScrubProof> {
  const { discloses } = await reportStandIn(image);
  const unread = image.name.startsWith("unread");
  const hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  const gone = discloses.filter(({ remove: by }) => by.some((kind) => remove.includes(kind)));
  const tags = gone.map(({ source }) => ({ group: source.split(" ")[0] ?? "", name: source.split(/[ ,]/)[1] ?? "" }));
  return {
    remove,
    exiftool: { version: "13.59", before: tags, after: [], couldNotRead: unread ? ["XMP: it does not parse"] : [] },
    search: {
      values: gone.length,
      encodings: ["UTF-8", "Latin-1", "UTF-16", "rationals", "Base64"],
      found: gone.length > 1 ? [{ value: "London", where: "XMP-dc Description" }] : [],
      notSearched: unread ? ["APP1 at 812"] : [],
    },
    pixels: { before: hash, after: hash },
    removed: tags,
    parts: remove.includes("extras") ? ["900 bytes behind the end", "Thumbnail"] : [],
    stays: discloses.filter((one) => !gone.includes(one)),
    bytes: { before: image.bytes, after: image.bytes - 900 },
    identical: gone.length === 0,
  };
}
