/** What kind of thing a part of a file is. The page has words for each; the report's `parts` name them. */
export const PART_KINDS = [
  /** what the container needs to be one: signatures, headers, tables of where things lie */
  "structure",
  /** coded pixels, of the picture itself */
  "pixels",
  /** how its numbers become colours: profiles, gamma, palettes */
  "colour",
  "exif",
  "maker_note",
  "xmp",
  "iptc",
  /** Photoshop's image resources */
  "photoshop",
  /** words with a keyword: PNG's texts */
  "text",
  "comment",
  /** C2PA manifests and other JUMBF */
  "credentials",
  /** a small copy of the picture */
  "thumbnail",
  /** a larger one */
  "preview",
  /** a second picture */
  "image",
  "gain_map",
  "depth_map",
  "video",
  "audio",
  /** what a camera's maker put behind or beside the picture: Samsung, Google, Apple, Huawei, GoPro, FLIR */
  "maker_data",
  /** what a program keeps for itself: Photoshop's layers, an editor's document */
  "layers",
  /** zeros, or what the format calls free */
  "padding",
  /** behind the end of the picture, of no kind that is known */
  "trailing",
  /** where a known part should be, and is not one */
  "broken",
  /** of no kind that is known */
  "unknown",
  /** beyond the limits of the walk */
  "not_walked",
] as const;
export type PartKind = (typeof PART_KINDS)[number];

/** How the content of a part is written down; absent: as it is. */
export type Coding =
  /** zlib (PNG's zTXt, iCCP, packed iTXt) */
  | "deflate"
  /** ImageMagick's raw profiles in a text: two head words, then hexadecimal digits */
  | "raw_profile"
  /** as `raw_profile`, packed */
  | "deflate_raw_profile"
  /** GIF's runs of up to 255 bytes */
  | "sub_blocks"
  | "base64";

/** A stretch of a file. */
export interface Part {
  /** bytes from the start of the file */
  offset: number;
  /** its own length, head and sum included */
  bytes: number;
  kind: PartKind;
  /** as its container calls it: `APP1`, `eXIf`, `0x9286`, `uuid` */
  name: string;
  /** the keyword of a text, the name of an application, the type of an item */
  label?: string;
  /** what is in it, without the head: bytes from the start of the file. Absent where it has nothing of its own. */
  content?: { offset: number; bytes: number; coding?: Coding };
  /** what is inside, in order; it need not cover the whole */
  parts?: Part[];
}

/** A file, walked. */
export interface Walk {
  /** a key of the format table, or what else was met inside: `mp4` */
  container: string;
  /** from the first byte to the last, without gap or overlap */
  parts: Part[];
  /** true where the walk gave up before the end: too many parts, too many levels, too many bytes */
  gaveUp: boolean;
  /** true where the file ends inside one of its parts */
  endsEarly: boolean;
}

/** All parts, those inside others after the one that they are in. */
export function* everyPart(parts: readonly Part[]): Generator<Part> {
  for (const part of parts) {
    yield part;
    if (part.parts) yield* everyPart(part.parts);
  }
}

/** The same parts, moved: a walk of a piece counts from the piece's first byte. */
export function shifted(parts: readonly Part[], by: number): Part[] {
  return parts.map((part) => ({
    ...part,
    offset: part.offset + by,
    ...(part.content && { content: { ...part.content, offset: part.content.offset + by } }),
    ...(part.parts && { parts: shifted(part.parts, by) }),
  }));
}
