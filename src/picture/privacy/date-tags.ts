import { type TagRule, wholeName } from "./tag-rule.ts";

/** When a picture was taken, changed, sent; and in which zone. */

/** Names with a date's words that are none, and switches of a camera's clock. */
const NONE = wholeName(
  "DateDisplayFormat|DateStampMode|DateImprint|LinksUpToDate|DaylightSavings|DestinationDST|HometownDST|WorldTime",
  "DateTimeStamp|\\w*Ranking|TimeStampMode|ProfileDateTime|CalibrationDateTime|DateIdentified\\w*|(?:Auto)?Update\\w*",
);

const DATE = wholeName(
  "\\w*Date\\d?|\\w*Date(?:Time)?(?:Original|Digitized|Created|Generated|Stamps?|Sent|UTC|Acquired|Modified|Taken|End|Accessed)\\d?",
  "Date(?:Time|Created|Sent|Acquired|Modified|Imported|Archived|Received|LastSaved|PictureTaken|Completed|Released|Visited)\\w*",
  "\\w*DateTime\\w*|Date[:_-]?(?:[Cc]reate|[Mm]odify|[Tt]imestamp)d?|(?:Create|Mod|Modify)[:_-]?Date",
  "Time(?:Created|Sent|Shot|Stamp\\d?|Zone\\w*|Codes?)|\\w*TimeStamp\\d?|OffsetTime\\w*|SubSecTime\\w*|TimeZone\\w*",
  "(?:Creation|Release|Expiration|Recording|Encoding|Tagging|Capture|DigitalCreation|Acquisition|Upload|FileModified)Time",
  "(?:Year|MonthDay)Created|Year|CopyrightYear|IPTCLastEdited|MetadataLastEdited|SonyTimeMinSec|PowerUpTime|ThumbMTime",
);

export const DATE_RULES: readonly TagRule[] = [
  { code: null, name: NONE },
  { code: "date", name: DATE, group: /^(?!XMP:XMP-cr[sd])/ },
];

export const TIME_TOPIC: readonly TagRule[] = [{ code: "date", topic: "Time" }];
