/** mm: of the lenses that there are, from those of phones to those of reconnaissance. */
const SHORTEST = 1;
const LONGEST = 5200;

/**
 * Shortest and longest focal length (mm), then the largest aperture (f-number) at each, as on the lens itself:
 * `24-70mm f/2.8`, `18-55mm f/3.5-5.6`. Not finite or not above zero stands for unknown; null where a focal length is, or
 * is none that a lens has.
 */
export function lensRange(numbers: readonly (number | null)[]): string | null {
  const [shortest, longest, wide, tele] = numbers.map(known);
  if (!shortest || !longest || shortest > longest || shortest < SHORTEST || longest > LONGEST) return null;
  const lengths = shortest === longest ? `${shortest}mm` : `${shortest}-${longest}mm`;
  if (!wide) return lengths;
  return `${lengths} f/${!tele || wide === tele ? wide : `${wide}-${tele}`}`;
}

function known(value: number | null): number | null {
  return value !== null && value > 0 && Number.isFinite(value) ? Math.round(value * 100) / 100 : null;
}

/** Series of Canon's, as Canon writes them on the lens: without its own name, and without a blank. */
const CANON = /^(EF|EF-S|EF-M|RF|RF-S|TS-E|MP-E) ?(?=\d)/;
/** Olympus' cameras shorten the name of its Micro Four Thirds lenses. */
const OLYMPUS = /^OLYMPUS M\. ?(?=\d)/;
/** Adobe's programs make up a name of numbers, with a blank before the unit. */
const NUMBERS = /^(\d[\d.]*)(?: ?- ?(\d[\d.]*))? mm\b/;

/** A lens's name as the trade has it, `Canon EF 50mm f/1.8 STM` for `EF50mm f/1.8 STM`; any other as it is. */
export function lensName(text: string): string {
  return text
    .replace(CANON, "Canon $1 ")
    .replace(OLYMPUS, "Olympus M.Zuiko Digital ")
    .replace(NUMBERS, (_, from: string, to?: string) => `${to === undefined ? from : `${from}-${to}`}mm`);
}
