import type { Disclosed } from "#picture/report/report.ts";

/** Stand-in for the sentences of `#format/disclosed.ts`. */
export const disclosedSentence = ({ code, value }: Disclosed): string =>
  `It carries a ${code.replaceAll("_", " ")}${value ? `: ${value}` : ""}.`;
