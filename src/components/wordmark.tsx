import { siteMessages } from "#messages/site.ts";

/** The name, after three frames of a contact sheet with one circled. */
export function Wordmark() {
  return (
    <span className="wordmark">
      <svg viewBox="0 0 34 24" width="34" height="24" fill="none" aria-hidden="true">
        <path
          className="fill-ink"
          d="M1 4h9v7H1zM12 4h6v7h-6zM20 4h11v7H20zM1 13h13v7H1zM16 13h6v7h-6zM24 13h7v7h-7z"
        />
        <path
          className="stroke-pencil"
          strokeWidth="1.8"
          strokeLinecap="round"
          d="M21.300 2.600c4.200-1.600 11-.9 11.500 4.600.4 4.700-4.800 6-8.600 5.600-4.400-.4-7-3-6-6.100.8-2.300 3.600-3.500 7-3.700"
        />
      </svg>
      {siteMessages.name}
    </span>
  );
}
