/** A checked set of conversion parameters. */
export const FITS = ["inside", "cover", "contain", "fill", "outside"] as const;
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

/** What a person asked for: null is "not said". */
export interface RecipeRequest {
  format: string | null;
  width: number | null;
  height: number | null;
  fit: (typeof FITS)[number];
  position: (typeof POSITIONS)[number];
  enlarge: boolean;
  quality: number | null;
  lossless: boolean;
  background: string | null;
  rotate: 0 | 90 | 180 | 270;
  metadata: (typeof METADATA_POLICIES)[number];
  page: number | "all" | null;
  maxBytes: number | null;
}

/** A request resolved against one picture: every choice made, nothing left to the encoder's defaults. */
export interface Recipe extends RecipeRequest {
  format: string;
  page: number | "all";
}
