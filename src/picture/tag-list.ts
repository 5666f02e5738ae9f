/** A value as ExifTool prints it: binary ones are named with their size, lists stay lists. */
export type TagValue = string | TagValue[] | { [name: string]: TagValue };

export interface Tag {
  name: string;
  value: TagValue;
}

export interface TagGroup {
  /** ExifTool's families 0 and 1: `EXIF:IFD0`, or `File` where they are the same */
  name: string;
  tags: Tag[];
}

/** All tags of a file, in the file's order. */
export interface Tags {
  /** ExifTool's version */
  exiftool: string;
  groups: TagGroup[];
  /** true where there was more than is kept */
  truncated: boolean;
}

/** A value as one line of text: lists with commas, anything deeper as JSON. */
export function tagText(value: TagValue): string {
  if (typeof value === "string") return value;
  return Array.isArray(value) ? value.map(tagText).join(", ") : JSON.stringify(value);
}
