import { LocalTime } from "#components/local-time.tsx";
import { formatUtc } from "#format/time.ts";
import { linkMessages as words } from "#messages/picture.ts";
import { CopyField } from "./copy-field.tsx";
import { curlLine } from "./curl-line.ts";

/** Who can use the address and until when, then the address itself and the same for a terminal. */
export function LinkText({ url, expiresAt }: { url: string; expiresAt: string }) {
  return (
    <div className="space-y-4">
      <p className="max-w-[60ch]">
        {words.text} {words.until} <LocalTime iso={expiresAt} utc={formatUtc(expiresAt)} />, {words.orDeleted}
      </p>
      <CopyField id="link-address" label={words.address} value={url} />
      <CopyField id="link-curl" label={words.curl} value={curlLine(url)} />
    </div>
  );
}
