/**
 * Warnings of ExifTool (its modules' calls of `Warn`) about data that it read none the less: order, spelling, places that
 * others do not look at, and what it put right.
 */
const READ = [
  /may be ignored by some readers|may be out of sync|should be (?:capitalized|"True")|chunk should be|out of (?:order|sequence|scope)/,
  /^(?:Trailer data after|Fixed|Adjusted|Patched|Changed|Processing|Superfluous|Non-standard|Reading non-standard|Odd offset)/,
  /^(?:Duplicate tag|Multiple IPTC|IPTC doesn't conform|IPTC \S+ (?:improperly terminated|too )|IPTCDigest|Wrong byte order)/,
  /^(?:File contains multi-segment EXIF|XMP is (?:missing xpacket|double UTF)|Missing xpacket end|Different 'rdf:about'|No padding)/,
  /^(?:Incorrect (?:XMP tag ID|EXIF segment identifier|RIFF chunk size|case for)|Improper (?:EXIF|"Exif00") header|Out-of-order)/,
  /^(?:Possibly incorrect maker notes offsets|Excessive number of items|FocalUnits not available|Value for .+ overlaps)/,
  /offsets (?:are|do NOT look) entry-based|has spaces instead of nulls/,
];

/**
 * Whether words of ExifTool say that something was not read. Those that nobody knows do: better a warning too many than
 * "nothing" said of what was not looked at.
 *
 * @param text a warning or an error, with its document before it or without
 */
export function saysUnread(text: string): boolean {
  const words = text.replace(/^(?:[\w/-]+: )?(?:\[minor\] )?/i, "");
  return !READ.some((read) => read.test(words));
}
