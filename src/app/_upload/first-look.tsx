import { disclosureSentence } from "#format/disclosure.ts";
import { privacyMessages as words } from "#messages/privacy.ts";
import type { Look } from "./upload-store.ts";

/** What a file gives away, found in this browser: the kinds at a glance, the sentences behind them. */
export function FirstLook({ look }: { look: Look }) {
  if (look === "looking" || look === "unknown" || look.length === 0) {
    const text = look === "looking" ? words.looking : look === "unknown" ? words.notLookedInto : words.nothingAtFirst;
    return <p className="first-look text-faded">{text}</p>;
  }
  const kinds = [...new Set(look.map(({ kind }) => kind))];
  return (
    <details className="first-look">
      <summary className="fold">
        <span>
          {words.givesAway}{" "}
          {kinds.map((kind) => (
            <span key={kind} className={`mark mr-2 ${kind === "location" ? "mark-location" : "mark-warn"}`}>
              {words.marks[kind]}
            </span>
          ))}
        </span>
      </summary>
      <ul className="space-y-1 pb-2">
        {look.map(disclosureSentence).map((sentence) => (
          <li key={sentence} className="wrap-anywhere">
            {sentence}
          </li>
        ))}
      </ul>
    </details>
  );
}
