/** A recipe as a query says it: the parameters of a conversion by name, each value in its one spelling. */
export type RecipeQuery = Readonly<Record<string, string>>;

export interface NamedRecipe {
  id: "web" | "mail" | "print" | "square" | "favicon" | "archive";
  query: RecipeQuery;
}

/** What people need most often, each a set of the parameters that anyone can give. Their words are in `messages/convert.ts`. */
export const NAMED_RECIPES: readonly NamedRecipe[] = [
  { id: "web", query: { format: "webp", width: "1600", height: "1600" } },
  { id: "mail", query: { format: "jpeg", width: "2560", height: "2560", maxBytes: "2000000" } },
  // 15 x 10 cm at 300 dpi: 15 / 2.54 * 300 = 1772 px. A print shop needs to know no place.
  { id: "print", query: { format: "jpeg", width: "1772", height: "1772", quality: "92" } },
  {
    id: "square",
    query: { format: "jpeg", width: "1080", height: "1080", fit: "cover", position: "attention", enlarge: "1" },
  },
  // Padded, not cut: an icon is mostly made of a logo, which is wide.
  {
    id: "favicon",
    query: { format: "png", width: "48", height: "48", fit: "contain", enlarge: "1", metadata: "none" },
  },
  // PNG holds 16 bits and Exif; TIFF would keep every page, and lose when and with what a photograph was taken.
  { id: "archive", query: { format: "png", metadata: "all" } },
];
