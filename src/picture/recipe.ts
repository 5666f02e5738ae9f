import { AppError } from "#errors.ts";
import { accepts, listed, takes } from "./parameter-kinds.ts";
import {
  type FITS,
  type METADATA_POLICIES,
  PARAMETER,
  PARAMETER_NAMES,
  PARAMETERS,
  type ParameterName,
  type POSITIONS,
} from "./recipe-parameters.ts";

/** A checked set of conversion parameters: what a person asked for; null is "not said". */
export interface RecipeRequest {
  /** a writable format's id, or `auto` */
  format: string | null;
  /** px */
  width: number | null;
  /** px */
  height: number | null;
  fit: (typeof FITS)[number];
  position: (typeof POSITIONS)[number];
  enlarge: boolean;
  /** 1 to 100 */
  quality: number | null;
  lossless: boolean;
  /** `#rrggbb`, lower case */
  background: string | null;
  /** degrees clockwise, after orientation */
  rotate: 0 | 90 | 180 | 270;
  metadata: (typeof METADATA_POLICIES)[number];
  page: number | "all" | null;
  maxBytes: number | null;
}

/** A request resolved against one picture: every choice made, nothing left to the encoder's defaults. */
export interface Recipe extends RecipeRequest {
  /** a writable format's id */
  format: string;
  /** a frame or page from 0; `all` only where there are several and the format holds them */
  page: number | "all";
}

/**
 * The one parser of conversion parameters, for the form, the API and the archive alike. Takes what is left of a query
 * or a form once the caller took its own names off (`inline`, `ids`, …). An empty value is as if it was not there; a
 * value has one spelling (`5`, not ` 5`, `+5`, `05` or `5e0`; colours in either case); nothing is clamped.
 *
 * @throws AppError `invalid_parameter`, naming the parameter: unknown, repeated, or a value that it does not take
 */
export function parseRecipe(params: Iterable<readonly [string, string]>): RecipeRequest {
  const given = readParameters(params);
  const said = (name: ParameterName): string | null => given.get(name) ?? PARAMETER[name].default;
  const number = (name: ParameterName): number | null => (said(name) === null ? null : Number(said(name)));
  return {
    format: said("format"),
    width: number("width"),
    height: number("height"),
    fit: said("fit") as RecipeRequest["fit"],
    position: said("position") as RecipeRequest["position"],
    enlarge: said("enlarge") === "1",
    quality: number("quality"),
    lossless: said("lossless") === "1",
    background: said("background")?.toLowerCase() ?? null,
    rotate: number("rotate") as RecipeRequest["rotate"],
    metadata: said("metadata") as RecipeRequest["metadata"],
    page: said("page") === "all" ? "all" : number("page"),
    maxBytes: number("maxBytes"),
  };
}

/** As `parseRecipe`; null for what is no recipe. */
export function recipeOrNull(params: Iterable<readonly [string, string]>): RecipeRequest | null {
  try {
    return parseRecipe(params);
  } catch {
    return null;
  }
}

function readParameters(params: Iterable<readonly [string, string]>): Map<string, string> {
  const given = new Map<string, string>();
  for (const [name, value] of params) {
    const parameter = PARAMETERS.find((row) => row.name === name);
    if (!parameter) {
      const shown = name.slice(0, 40);
      throw invalidParameter(shown, `There is no parameter “${shown}”. The parameters are ${listed(PARAMETER_NAMES)}.`);
    }
    if (value === "") continue;
    if (given.has(name)) throw invalidParameter(name, `The parameter ${name} is given more than once.`);
    if (!accepts(parameter, value)) throw invalidParameter(name, `The parameter ${name} takes ${takes(parameter)}.`);
    given.set(name, value);
  }
  return given;
}

/** A 400 that names the parameter at fault. */
export function invalidParameter(parameter: string, detail: string): AppError {
  return new AppError("invalid_parameter", detail, { parameter });
}
