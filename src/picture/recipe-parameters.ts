import { WRITABLE } from "./formats.ts";
import { choice, colour, integer, type Named, type Parameter } from "./parameter-kinds.ts";

/**
 * The conversion parameters as data. The parser, the form on the page and the table of docs/api.md are made from it: a
 * default or a limit stands nowhere else. It imports nothing of Node, so that it may also stand in a browser's bundle.
 */
export const FITS = ["inside", "cover", "contain", "fill", "outside"] as const;
/** sharp's names. In a query the blank is written `+` or `%20`: `position=right+top`. */
export const POSITIONS = [
  "center",
  "top",
  "right top",
  "right",
  "right bottom",
  "bottom",
  "left bottom",
  "left",
  "left top",
  "attention",
  "entropy",
] as const;
export const METADATA_POLICIES = ["none", "no-location", "all"] as const;
const ROTATIONS = ["0", "90", "180", "270"] as const;
const SWITCH = ["0", "1"] as const;

const MAX_SIDE = 16_384;

/** Each parameter by its name, in the order in which queries, the form and the API's table have them. */
export const PARAMETER = {
  format: choice("format", [...WRITABLE.map((format) => format.id), "auto"], null),
  width: integer("width", 1, MAX_SIDE, "px"),
  height: integer("height", 1, MAX_SIDE, "px"),
  fit: choice("fit", FITS, "inside"),
  position: choice("position", POSITIONS, "center"),
  enlarge: choice("enlarge", SWITCH, "0"),
  quality: integer("quality", 1, 100),
  lossless: choice("lossless", SWITCH, "0"),
  background: colour("background"),
  rotate: choice("rotate", ROTATIONS, "0"),
  metadata: choice("metadata", METADATA_POLICIES, "no-location"),
  page: integer("page", 0, 1_000_000, null, ["all"]),
  maxBytes: integer("maxBytes", 1, Number.MAX_SAFE_INTEGER, "bytes"),
} as const;

export type ParameterName = keyof typeof PARAMETER;
/** Names of the parameters that take numbers. */
export type NumberName = {
  [Name in ParameterName]: (typeof PARAMETER)[Name]["kind"] extends "integer" ? Name : never;
}[ParameterName];

export const PARAMETERS: readonly (Parameter & Named<ParameterName>)[] = Object.values(PARAMETER);
export const PARAMETER_NAMES: readonly string[] = PARAMETERS.map((parameter) => parameter.name);

/**
 * The quality where none is given. Chosen by measurement (docs/decisions): where the formats' results look alike. Formats
 * that are not named have no such setting, and `quality` is passed over there.
 */
export const DEFAULT_QUALITY: Readonly<Record<string, number>> = { jpeg: 80, webp: 82, avif: 65 };
