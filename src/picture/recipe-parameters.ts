import { WRITABLE } from "./formats.ts";

/**
 * The conversion parameters as data: the parser reads this table, the API's description and the form on the page
 * are made from it. It imports nothing of Node, so that it may also stand in a browser's bundle.
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

interface Named {
  name: string;
  /** the value that stands where none is given; null: it depends on the picture or on the other parameters */
  default: string | null;
}
export interface ChoiceParameter extends Named {
  kind: "choice";
  values: readonly string[];
}
export interface IntegerParameter extends Named {
  kind: "integer";
  min: number;
  max: number;
  unit: "px" | "bytes" | null;
  /** words that are taken besides numbers */
  words: readonly string[];
}
export interface ColourParameter extends Named {
  kind: "colour";
}
export type Parameter = ChoiceParameter | IntegerParameter | ColourParameter;

const choice = (name: string, values: readonly string[], initial: string | null): ChoiceParameter => ({
  kind: "choice",
  name,
  values,
  default: initial,
});
const integer = (
  name: string,
  min: number,
  max: number,
  unit: IntegerParameter["unit"] = null,
  words: readonly string[] = [],
): IntegerParameter => ({ kind: "integer", name, min, max, unit, words, default: null });

export const PARAMETERS = [
  choice("format", [...WRITABLE.map((format) => format.id), "auto"], null),
  integer("width", 1, 16_384, "px"),
  integer("height", 1, 16_384, "px"),
  choice("fit", FITS, "inside"),
  choice("position", POSITIONS, "center"),
  choice("enlarge", SWITCH, "0"),
  integer("quality", 1, 100),
  choice("lossless", SWITCH, "0"),
  { kind: "colour", name: "background", default: null },
  choice("rotate", ROTATIONS, "0"),
  choice("metadata", METADATA_POLICIES, "no-location"),
  integer("page", 0, 1_000_000, null, ["all"]),
  integer("maxBytes", 1, Number.MAX_SAFE_INTEGER, "bytes"),
] as const satisfies readonly Parameter[];

export const PARAMETER_NAMES: readonly string[] = PARAMETERS.map((parameter) => parameter.name);

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
      return /^#[0-9a-f]{6}$/i.test(value);
    case "integer":
      if (parameter.words.includes(value)) return true;
      return /^(?:0|[1-9]\d{0,15})$/.test(value) && Number(value) >= parameter.min && Number(value) <= parameter.max;
  }
}
