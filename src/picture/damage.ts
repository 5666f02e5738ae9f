import { AppError } from "#errors.ts";
import type { Warning } from "./metadata.ts";
import type { ImageProperties } from "./properties.ts";

/** Whether a picture was found to be damaged when it was read: it is decoded as far as it goes ever after. */
export function isDamaged({ warnings }: Pick<ImageProperties, "warnings">): boolean {
  return warnings.some(({ code }) => code === "damaged");
}

/**
 * What is said of a picture that is taken although it is damaged.
 *
 * @param missing share of the picture that is not there, in [0, 1]; 0 where it is not known
 * @throws AppError `damaged_image` where nothing of it can be seen
 */
export function damageWarning(missing: number): Warning {
  if (missing === 1) {
    throw new AppError("damaged_image", "The picture is damaged or cut short: nothing of it can be seen.");
  }
  const percent = Math.round(missing * 100);
  const detail =
    percent > 0
      ? `This file is cut off or damaged: about ${percent} % of the picture is missing.`
      : "This file is cut off or damaged: parts of the picture may be missing or coarse.";
  return { code: "damaged", detail };
}
