import { WRITABLE } from "./formats.ts";

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
export const ROTATIONS = ["0", "90", "180", "270"] as const;
const SWITCH = ["0", "1"] as const;

interface Named<Name extends string> {
  name: Name;
}
export interface ChoiceParameter<Name extends string = string, Value extends string = string> extends Named<Name> {
  kind: "choice";
  values: readonly Value[];
  /** the value that stands where none is given; null: it depends on the picture or on the other parameters */
  default: string | null;
}
export interface IntegerParameter<Name extends string = string> extends Named<Name> {
  kind: "integer";
  min: number;
  max: number;
  unit: "px" | "bytes" | null;
  /** words that are taken besides numbers */
  words: readonly string[];
  default: null;
}
export interface ColourParameter<Name extends string = string> extends Named<Name> {
  kind: "colour";
  default: null;
}
export type Parameter = ChoiceParameter | IntegerParameter | ColourParameter;

const choice = <Name extends string, Value extends string, Default extends Value | null>(
  name: Name,
  values: readonly Value[],
  initial: Default,
) => ({ kind: "choice", name, values, default: initial }) as const satisfies ChoiceParameter<Name>;
const integer = <Name extends string>(
  name: Name,
  min: number,
  max: number,
  unit: IntegerParameter["unit"] = null,
  words: readonly string[] = [],
): IntegerParameter<Name> => ({ kind: "integer", name, min, max, unit, words, default: null });
const colour = <Name extends string>(name: Name): ColourParameter<Name> => ({ kind: "colour", name, default: null });

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

/** What a form may check a colour by: a regular expression of the whole value. */
export const COLOUR_PATTERN = "#[0-9A-Fa-f]{6}";
const COLOUR = new RegExp(`^${COLOUR_PATTERN}$`);

/** What a parameter takes, as the end of a sentence: `a whole number from 1 to 100`. */
export function takes(parameter: Parameter): string {
  switch (parameter.kind) {
    case "choice":
      return `one of ${listed(parameter.values)}`;
    case "colour":
      return "a colour as #rrggbb (in a query the # is written %23)";
    case "integer": {
      const unit = parameter.unit === null ? "" : ` ${parameter.unit}`;
      const range =
        parameter.max === Number.MAX_SAFE_INTEGER
          ? `a whole number of${unit}, ${parameter.min} or more`
          : `a whole number from ${parameter.min} to ${parameter.max}${unit}`;
      return [range, ...parameter.words].join(" or ");
    }
  }
}

/** `a, b or c` */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** Whether a value is one that the parameter takes, in its one spelling: `5`, never ` 5`, `+5`, `05`, `5.0` or `5e0`. */
export function accepts(parameter: Parameter, value: string): boolean {
  switch (parameter.kind) {
    case "choice":
      return parameter.values.includes(value);
    case "colour":
      return COLOUR.test(value);
    case "integer":
      if (parameter.words.includes(value)) return true;
      return /^(?:0|[1-9]\d{0,15})$/.test(value) && Number(value) >= parameter.min && Number(value) <= parameter.max;
  }
}
