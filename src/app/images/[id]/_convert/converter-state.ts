import type { LossProperties } from "#picture/losses.ts";

/** What the converter shows. */
export interface ConverterState {
  working: boolean;
  /** the recipes that the form says now: ids of named ones, `own:NAME` of own ones */
  pressed: readonly string[];
  /** what the picture loses by the choices in the form; empty: as the server said */
  told: string;
  /** on the button; empty: nothing is known yet */
  download: string;
  /** of the last result: sizes, what is saved, how long it took */
  outcome: string;
  /** what there is to know about how it is shown */
  note: string;
  /** why there is no result */
  refusal: string;
  /** whether the result is the larger file */
  larger: boolean;
}

export const AT_FIRST: ConverterState = {
  working: false,
  pressed: [],
  told: "",
  download: "",
  outcome: "",
  note: "",
  refusal: "",
  larger: false,
};

/** What the converter has to know of the picture. */
export interface ConverterPicture {
  /** address of the conversion */
  convert: string;
  /** of the original */
  bytes: number;
  /** px, upright, of the frame or page that is looked at; null: not known */
  size: { width: number; height: number } | null;
  /** looked at, from 0; null: none in particular */
  page: number | null;
  /** a result's where none is chosen */
  format: string;
  losses: LossProperties;
}
