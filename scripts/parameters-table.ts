/** The table of conversion parameters in docs/api.md: what they take and their defaults are those of the parser's own. */
import { FORMATS, formatOf, WRITABLE } from "#picture/formats.ts";
import type { Parameter } from "#picture/parameter-kinds.ts";
import { DEFAULT_QUALITY, PARAMETER, type ParameterName } from "#picture/recipe-parameters.ts";

const BEGIN = "<!-- parameters: made by `npm run docs:parameters` -->";
const END = "<!-- /parameters -->";

const nameOf = (id: string): string => formatOf(id)?.name ?? id;
const series = (words: string[]): string =>
  [words.slice(0, -1).join(", "), ...words.slice(-1)].filter(Boolean).join(" and ");
const named = (able: (format: (typeof FORMATS)[number]) => boolean): string =>
  series(WRITABLE.filter(able).map(({ name }) => name));
const unread = FORMATS.filter(({ writes }) => !writes).map(({ name }) => name);

/** What the values mean, behind them; `{}` stands for them where they do not come first. */
const MEANING: Partial<Record<ParameterName, string>> = {
  quality: `{}; passed over by ${series(WRITABLE.filter(({ id }) => !DEFAULT_QUALITY[id]).map(({ name }) => name))} and with \`lossless=1\``,
  lossless: `{}; \`1\` is for ${named(({ lossless }) => lossless === "option")}`,
  background: "{} (written `%23rrggbb`): behind what is transparent, and around a picture that is padded",
  rotate: "{} clockwise, after orientation",
  metadata: "{}, see below",
  page: `a frame or page from ${PARAMETER.page.min}; \`all\` for ${named(({ pages }) => pages)}`,
  maxBytes: "a size to stay under, by the best quality that fits",
};

/** What stands where none is given; `{}` is the table's own default. */
const DEFAULT: Partial<Record<ParameterName, string>> = {
  format: `the original's; \`jpeg\` where that is not written (${unread.join(", ")})`,
  width: "the original size",
  enlarge: "{}: never larger than the original",
  quality: Object.entries(DEFAULT_QUALITY)
    .map(([format, quality]) => `${nameOf(format)} ${quality}`)
    .join(", "),
  background: "stays transparent where the format can, else white",
  page: `\`all\` for an animation (${FORMATS.filter(({ animation, writes }) => animation && writes)
    .map(({ name }) => name)
    .sort()
    .join(", ")}) that becomes one, else 0`,
};

/** Parameters of the address that are none of the conversion. */
const OTHERS = [
  ["`inline`", "`0` `1`", "`0`"],
  [
    "`workspace`, `signature`",
    "as a [link](#get-apiimagesidlink) has them, both or none",
    "none: the cookie says whose picture it is",
  ],
];

function valuesOf(parameter: Parameter): string {
  if (parameter.kind === "colour") return "`#rrggbb`";
  if (parameter.kind === "integer")
    return `${parameter.min} to ${parameter.max}${parameter.unit ? ` ${parameter.unit}` : ""}`;
  const values = parameter.values.filter((value) => value !== "auto").map((value) => `\`${value}\``);
  return values.join(" ") + (parameter.values.includes("auto") ? ", `auto`" : "");
}

function rowOf(parameter: Parameter & { name: ParameterName }): string[] {
  const own = parameter.default === null ? "none" : `\`${parameter.default}\``;
  return [
    parameter.name === "width" ? "`width`, `height`" : `\`${parameter.name}\``,
    (MEANING[parameter.name] ?? "{}").replace("{}", valuesOf(parameter)),
    (DEFAULT[parameter.name] ?? "{}").replace("{}", own),
  ];
}

/** The lines of the table, in Markdown. */
export function parametersTable(): string {
  const { height: _likeWidth, ...shown } = PARAMETER;
  const rows = [["name", "values", "default"], ["---", "---", "---"], ...Object.values(shown).map(rowOf), ...OTHERS];
  return rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** A page with the table made anew between its two marks. Throws where one of them is missing. */
export function withParametersTable(page: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`The page has no place for the table: ${BEGIN} … ${END}`);
  return `${page.slice(0, begin)}${BEGIN}\n\n${parametersTable()}\n\n${page.slice(end)}`;
}
