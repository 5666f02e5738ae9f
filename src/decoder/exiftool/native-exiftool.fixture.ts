/** The program `exiftool` of the same package, run by a Perl of this machine: it shares nothing with ours but its modules. */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Tags } from "#picture/tag-list.ts";

const PROGRAM = join(dirname(createRequire(import.meta.url).resolve("exiftool-vendored.pl")), "bin/exiftool");

export const perlIsThere = spawnSync("perl", ["-MCompress::Zlib", "-MDigest::MD5", "-e", "1"]).status === 0;

/** All tags of a file as the program prints them: sorted lines `group|name|value`. */
export function linesByProgram(path: string): string[] {
  const { stdout, stderr } = spawnSync("perl", [PROGRAM, "-json", "-a", "-G0:1:4", path], {
    encoding: "utf8",
    env: { ...process.env, TZ: "UTC" },
    maxBuffer: 1e9,
  });
  if (!stdout) throw new Error(stderr);
  const [tags] = JSON.parse(stdout) as [Record<string, unknown>];
  return Object.entries(tags)
    .filter(([key]) => key.includes(":") && !/^(?:File:System|ExifTool)/.test(key))
    .map(([key, value]) => {
      const parts = key.split(":").filter((part) => !/^Copy\d+$/.test(part));
      return line(parts.slice(0, -1).join(":"), parts.at(-1) ?? "", value);
    })
    .toSorted();
}

/** Names and values of all tags of files, of documents inside too, values as they are stored: one start of the program. */
export function everyTagByProgram(...paths: string[]): [name: string, value: string][] {
  const { stdout } = spawnSync("perl", [PROGRAM, "-json", "-a", "-ee", "-n", "-G1:4", ...paths], {
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  const files = JSON.parse(stdout || "[]") as Record<string, unknown>[];
  return files.flatMap((tags) =>
    Object.entries(tags).map(([key, value]): [string, string] => [key.split(":").at(-1) ?? "", plain(value)]),
  );
}

/** The same of what we list. */
export const linesOfTags = ({ groups }: Tags): string[] =>
  groups.flatMap(({ name, tags }) => tags.map((tag) => line(name, tag.name, tag.value))).toSorted();

const line = (group: string, name: string, value: unknown): string => `${group}|${name}|${plain(value)}`;

/** The program prints numbers, and true and false, as JSON has them; both as one text. */
function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join("; ");
  const text = typeof value === "string" ? value : typeof value === "object" ? JSON.stringify(value) : String(value);
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase();
  return text.trim() !== "" && Number.isFinite(Number(text)) ? String(Number(text)) : text;
}
