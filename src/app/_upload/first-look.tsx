import { markSpan } from "#components/mark-span.tsx";
import { warningMarks } from "#components/marks.ts";
import { disclosedSentence } from "#format/disclosed.ts";
import { privacyMessages as words } from "#messages/privacy.ts";
import type { LookResult } from "#picture/report/look-at.ts";
import type { Look } from "./upload-store.ts";

/** What a file gives away, found in this browser: the kinds at a glance, the sentences behind them; and what was not read. */
export function FirstLook({ look }: { look: Look }) {
  if (look === "looking" || look === "unknown") {
    return <p className="first-look text-faded">{look === "looking" ? words.looking : words.notLookedInto}</p>;
  }
  const { discloses, notRead } = look;
  const unread = unreadSentence(notRead);
  if (discloses.length === 0) {
    const nothing = unread === null ? words.nothingAtFirst : `${words.nothingInWhatWasRead} ${unread}`;
    return <p className="first-look wrap-anywhere text-faded">{nothing}</p>;
  }
  return (
    <details className="first-look">
      <summary className="fold">
        <span>
          {words.givesAway} <span className="inline-flex flex-wrap gap-x-2">{warningMarks(discloses).map(markSpan)}</span>
        </span>
      </summary>
      <ul className="space-y-1 pb-2">
        {discloses.map((one, at) => (
          <li key={at} className="wrap-anywhere">
            {disclosedSentence(one)}
          </li>
        ))}
        {unread !== null && <li className="wrap-anywhere text-faded">{unread}</li>}
      </ul>
    </details>
  );
}

function unreadSentence({ parts, kinds }: LookResult["notRead"]): string | null {
  const names = [...kinds.map((kind) => words.unreadKinds[kind]), ...parts];
  return names.length === 0 ? null : words.notReadHere(names.join(", "));
}
