/** Tags as the native program `exiftool` lists them, where it is installed: another eye than ours. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { TagValue } from "#picture/tag-list.ts";
import type { FoundTag } from "./found-tag.ts";

const PROGRAM = "exiftool";

export const pictureNames = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => !/\.(?:json|tsv)$/.test(name)) : [];

export const exiftoolVersion: string | null = (() => {
  try {
    return execFileSync(PROGRAM, ["-ver"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return null;
  }
})();

/** Tags of each file of a folder: one start of the program. */
export function nativeTags(folder: string): Map<string, FoundTag[]> {
  const files = pictureNames(folder).map((name) => join(folder, name));
  const args = ["-j", "-a", "-G:0:1:2:3", "-ee", "-q", ...files];
  const said = execFileSync(PROGRAM, args, {
    encoding: "utf8",
    maxBuffer: 64e6,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const listed = JSON.parse(said) as Record<string, unknown>[];
  return new Map(
    listed.map(({ SourceFile, ...tags }) => [
      String(SourceFile).slice(folder.length + 1),
      Object.entries(tags).flatMap(([key, value]) => foundTag(key, value)),
    ]),
  );
}

/** `EXIF:GPS:Location:Main:GPSLatitude`, of which the program leaves out a family that it does not know. */
function foundTag(key: string, value: unknown): FoundTag[] {
  const [group, place, topic, document, name] = key.split(":");
  if (!(group && place && topic && document && name)) return [];
  return [{ group, place, topic, ...(document !== "Main" && { document }), name, value: asText(value) }];
}

function asText(value: unknown): TagValue {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value !== "object" || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asText(one)]));
}
