# Prints every tag of /picture and of what is inside it as JSON: {version, errors, truncated, tags: [{group, place, topic,
# document, name, value, raw, rational}]}. Unlike list-tags.pl it goes into embedded documents and previews, and leaves out
# what ExifTool computes. Structures come as their fields, each a tag of its own: RegionName, IngredientsFilePath.
#
# Environment: PARTS, the names of further pieces, with commas: /part-0 is the first of them, and so on. MAX_VALUE and
# MAX_ALL, the characters of one value and of all of them that are kept; MAX_TAGS; MAX_INNER, how many previews and pieces
# are opened; MAX_DEPTH, how deep previews lie in previews.
use strict;
use warnings;
use Image::ExifTool;
require './json.pl';

my ($room, $tags_left, $inner_left) = @ENV{qw(MAX_ALL MAX_TAGS MAX_INNER)};
my ($cut, @found, @errors, %said) = (0);

# What has tags of its own: JPEG, PNG, TIFF, WebP, HEIC and films.
my $FILE = qr/^(?:\xff\xd8\xff|\x89PNG\r\n|II\*\0|MM\0\*|RIFF....WEBP|....ftyp)/s;

sub path { return join('/', grep { $_ ne '' } @_) }

sub complain {
  my ($document, $text) = @_;
  $text = ($document eq '' ? '' : "$document: ") . valid(substr("$text", 0, 200));
  push @errors, $text unless $said{$text}++ or @errors >= 100;
}

sub words_of {
  my $name = shift;
  return $name =~ /Thumbnail/ ? 'thumbnail' : $name =~ /Preview|JpgFromRaw|ScreenNail/i ? 'preview' : $name;
}

# $data: a file's name, or a reference to bytes. $skipped: what was said when errors that ExifTool calls minor were
# not ignored.
sub read_document {
  my ($data, $document, $depth, $skipped) = @_;
  my $et = Image::ExifTool->new;
  $et->Options(Duplicates => 1, ExtractEmbedded => 1, Binary => 1, List => 1);
  $et->Options(IgnoreMinorErrors => 1) if $skipped;
  my $info = $et->ImageInfo($data);
  my @keys = $et->GetFoundTags('File');
  my @said = map { "$info->{$_}" } grep { /^(?:Warning|Error)\b/ and $et->GetGroup($_, 0) eq 'ExifTool' } @keys;
  # With a capital M it left something out that it reads where such errors are ignored: seldom, and worth a second look.
  return read_document($data, $document, $depth, \@said) if not $skipped and grep { /^\[Minor\]/ } @said;
  complain($document, $_) foreach @said, grep { not /^\[Minor\]/ } @{$skipped || []};
  take($et, $info->{$_}, $_, $document, $depth) foreach @keys;
}

sub take {
  my ($et, $value, $key, $document, $depth) = @_;
  my ($group, $place, $topic, $inside) = $et->GetGroup($key);
  return if $group =~ /^(?:ExifTool|Composite)$/ or $place eq 'System';
  if ($tags_left-- <= 0 or $room <= 0) { $cut = 1; return }
  my $name = Image::ExifTool::GetTagName($key);
  my %tag = (group => $group, place => $place, topic => $topic, name => $name, value => text_of($value));
  my $where = path($document, $inside eq 'Main' ? '' : $inside);
  $tag{document} = $where if $where ne '';
  if (ref $value ne 'SCALAR') {
    my $raw = text_of($et->GetValue($key, 'ValueConv'));
    $tag{raw} = $raw if encode($raw) ne encode($tag{value});
    my $rational = $et->GetValue($key, 'Rational');
    $tag{rational} = text_of($rational) if defined $rational;
  }
  my $json = encode(\%tag);
  $room -= length $json;
  push @found, $json;
  # MPF's pictures are documents already, and the tables of a TIFF's JPEG are no picture.
  return if ref $value ne 'SCALAR' or $name =~ /^(?:MPImage|JPEGTables$)/;
  read_inner($value, path($where, words_of($name)), $depth);
}

sub text_of { return plain($_[0], $ENV{MAX_VALUE}, \$cut) }

sub read_inner {
  my ($data, $document, $depth) = @_;
  return unless $$data =~ $FILE;
  if ($inner_left-- <= 0 or $depth >= $ENV{MAX_DEPTH}) {
    $cut = 1;
    return complain($document, 'not opened, there are too many');
  }
  read_document($data, $document, $depth + 1);
}

read_document('/picture', '', 0);
my @parts = split /,/, $ENV{PARTS};
foreach my $at (0 .. $#parts) {
  if ($inner_left-- <= 0) { $cut = 1; complain($parts[$at], 'not opened, there are too many') }
  else { read_document("/part-$at", $parts[$at], 1) }
}
print '{"version":', encode("$Image::ExifTool::VERSION"), ',"errors":', encode(\@errors),
  ',"truncated":', $cut ? 'true' : 'false', ',"tags":[', join(',', @found), ']}';
