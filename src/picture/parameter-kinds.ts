/** What kinds of conversion parameters there are, and what a parameter of each kind takes. */

export interface Named<Name extends string> {
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

export const choice = <Name extends string, Value extends string, Default extends Value | null>(
  name: Name,
  values: readonly Value[],
  initial: Default,
) => ({ kind: "choice", name, values, default: initial }) as const satisfies ChoiceParameter<Name>;
export const integer = <Name extends string>(
  name: Name,
  min: number,
  max: number,
  unit: IntegerParameter["unit"] = null,
  words: readonly string[] = [],
): IntegerParameter<Name> => ({ kind: "integer", name, min, max, unit, words, default: null });
export const colour = <Name extends string>(name: Name): ColourParameter<Name> => ({
  kind: "colour",
  name,
  default: null,
});

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
