import type { Tags, TagValue } from "#picture/tag-list.ts";
import { runPerl } from "./perl.ts";
import { PERL_JSON } from "./perl-json.ts";

/** What is kept of one value, and of all of them, in characters: a hostile file can say more than anybody reads. */
export const MAX_VALUE = 100_000;
const MAX_ALL = 4_000_000;

/**
 * What ExifTool says of the file system (names and dates that are ours) and of itself is left out. Duplicates stay, and
 * the groups of families 0 and 1, as `exiftool -a -G0:1` has them.
 */
const PROGRAM = String.raw`
${PERL_JSON}
my $et = Image::ExifTool->new;
$et->Options(Duplicates => 1, List => 1);
my $info = $et->ImageInfo('/picture');
my ($room, $cut, @tags) = (${MAX_ALL}, 0);
foreach my $key ($et->GetFoundTags('File')) {
  my @group = $et->GetGroup($key);
  next if $group[1] eq 'System' or $group[0] eq 'ExifTool';
  my $value = plain($info->{$key}, ${MAX_VALUE}, \$cut);
  my $name = Image::ExifTool::GetTagName($key);
  $room -= length(encode($value)) + 100;
  if ($room < 0) { $cut = 1; last }
  push @tags, [scalar $et->GetGroup($key, '0:1'), $name, $value];
}
print encode({version => $Image::ExifTool::VERSION, tags => \@tags, truncated => $cut ? \1 : \0});
`;

/**
 * All that ExifTool finds in a file, whatever state the file is in: what cannot be read is not there.
 *
 * @param bytes the whole file
 * @throws PerlError
 */
export async function listTags(bytes: Uint8Array): Promise<Tags> {
  const { text } = await runPerl(PROGRAM, { "/picture": bytes });
  const { version, tags, truncated } = JSON.parse(text) as {
    version: string;
    tags: [group: string, name: string, value: TagValue][];
    truncated: boolean;
  };
  const groups = Map.groupBy(tags, ([group]) => group);
  return {
    exiftool: version,
    groups: [...groups].map(([name, members]) => ({ name, tags: members.map(([, name, value]) => ({ name, value })) })),
    truncated,
  };
}
