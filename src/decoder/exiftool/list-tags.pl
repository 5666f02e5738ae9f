# Prints all tags of /picture as JSON: {version, tags: [[group, name, value]], truncated}. What ExifTool says of the
# file system (names and dates that are ours) and of itself is left out. Duplicates stay, and the groups of families 0
# and 1, as `exiftool -a -G0:1` has them.
#
# Environment: MAX_VALUE and MAX_ALL, the characters of one value and of all of them that are kept.
use strict;
use warnings;
use Image::ExifTool;
require './json.pl';

my $et = Image::ExifTool->new;
$et->Options(Duplicates => 1, List => 1);
my $info = $et->ImageInfo('/picture');
my ($room, $cut, @tags) = ($ENV{MAX_ALL}, 0);
foreach my $key ($et->GetFoundTags('File')) {
  my @group = $et->GetGroup($key);
  next if $group[1] eq 'System' or $group[0] eq 'ExifTool';
  my $value = plain($info->{$key}, $ENV{MAX_VALUE}, \$cut);
  my $name = Image::ExifTool::GetTagName($key);
  $room -= length(encode($value)) + 100;
  if ($room < 0) { $cut = 1; last }
  push @tags, [scalar $et->GetGroup($key, '0:1'), $name, $value];
}
print encode({version => $Image::ExifTool::VERSION, tags => \@tags, truncated => $cut ? \1 : \0});
