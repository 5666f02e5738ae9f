import type { ReactElement } from "react";
import type { Mark } from "./marks.ts";

/** A sign and a word, never colour alone. */
export function markSpan({ sign, word }: Mark): ReactElement {
  return (
    <span key={word} className={`mark mark-${sign}`}>
      {word}
    </span>
  );
}
