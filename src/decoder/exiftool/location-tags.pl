# Finds what says where a picture was taken. ExifTool puts such tags into its family 2 "Location"; names find the others
# (a creator's address, the home town of a camera's clock, a phone network's country). Embedded documents and previews
# count: a preview has metadata of its own.
use strict;
use warnings;
use Image::ExifTool;

# ExifTool's names begin each word with a capital: City is one, Opacity none.
my $PLACE = qr/
  GPS|^Geo(?:[Tt]ag|Tiff|Lat|Long|Location|Coord)|(?:Latitude|Longitude|Altitude)$|City\d?$|^Sub-?[Ll]ocation|^State$|
  ^(?:Province|Country|World(?:Region|City)|Landmark|Location|ContentLocation|MCC)|
  ^Creator(?:Address|Region|Country|PostalCode)
/x;
my %NEVER = map { $_ => 1 } qw(ICC_Profile File Composite Photoshop ExifTool);
# What these hold is no place: pixels, or the version of a block.
my %NO_PLACE = map { $_ => 1 } qw(LocationInfoVersion GPSVersionID);

sub read_known {
  my $file = shift;
  my $et = Image::ExifTool->new;
  $et->Options(Duplicates => 1, ExtractEmbedded => 1, Binary => 1, List => 1, IgnoreMinorErrors => 1);
  my $info = $et->ImageInfo($file);
  return map { {
    key => $_, name => Image::ExifTool::GetTagName($_), value => $info->{$_}, document => $et->GetGroup($_, 3),
    family0 => $et->GetGroup($_, 0), family1 => $et->GetGroup($_, 1), family2 => $et->GetGroup($_, 2),
  } } $et->GetFoundTags('File');
}

# What follows the end of a JPEG (ITU T.81 B.2.1, EOI), or nothing.
sub after_end {
  my $data = shift;
  my $at = 2;
  while ($at + 4 <= length $data) {
    my ($mark, $code, $length) = unpack('x' . $at . 'CCn', $data);
    return '' if $mark != 0xff;
    if ($code == 0xff) { $at++; next }
    return substr($data, $at + 2) if $code == 0xd9;
    $at += 2 + $length;
    next if $code != 0xda;
    for (;;) { # coded pixels hold no mark but 00 and restarts
      $at = index($data, "\xff", $at);
      return '' if $at < 0 or $at + 1 >= length $data;
      my $next = ord substr($data, $at + 1, 1);
      last unless $next == 0 or $next == 0xff or ($next >= 0xd0 and $next <= 0xd7);
      $at++;
    }
  }
  return '';
}

# Pictures and films behind a JPEG that no index names: ExifTool does not look there. Too many are as bad as a place.
sub read_trailer {
  my $file = shift;
  open(my $handle, '<:raw', $file) or return;
  seek($handle, 0, 0); # this file system opens a file where its last reader stood
  my $data = do { local $/; <$handle> };
  close($handle);
  return unless substr($data, 0, 2) eq "\xff\xd8";
  my $tail = after_end($data);
  my ($count, $says) = (0, 0);
  while (not $says and $tail =~ /\xff\xd8\xff|....ftyp/gs) {
    my $inner = substr($tail, $-[0]);
    $says = ++$count > 12 || grep { is_place($_) } read_known(\$inner);
  }
  return unless $says;
  return { key => 'Trailer', name => 'Trailer', value => 'a picture that says where it was taken', document => 'Main',
    family0 => 'Trailer', family1 => 'Trailer', family2 => 'Location' };
}

sub read_all { my $file = shift; return (read_known($file), read_trailer($file)) }

# Maker notes have fixed fields: a blank one says nothing.
sub is_blank {
  my $tag = shift;
  my $value = ref $tag->{value} eq 'ARRAY' ? join('', @{$tag->{value}}) : ref $tag->{value} ? 'data' : $tag->{value};
  return 1 unless defined $value and $value =~ /\S/;
  return $tag->{family0} eq 'MakerNotes' && $value =~ m{^[\s\0.,:/0-]*$|^(?:n/a|none|unknown|off|no|\(none\))\s*$}i;
}

sub is_place {
  my $tag = shift;
  return 0 if $NEVER{$tag->{family0}} or $NO_PLACE{$tag->{name}} or is_blank($tag);
  return 1 if $tag->{family2} eq 'Location' or $tag->{family1} eq 'GPS' or $tag->{name} =~ $PLACE;
  my $data = $tag->{value};
  return 0 unless ref $data eq 'SCALAR' and $$data =~ /^(?:\xff\xd8\xff|II\*\0|MM\0\*|....ftyp)/s;
  foreach my $inner (read_known($data)) { return 1 if is_place($inner) }
  return 0;
}

sub places { return grep { is_place($_) } @_ }

sub named { my %seen; return grep { not $seen{"$_->[0]:$_->[1]"}++ } map { [$_->{family1}, $_->{name}] } @_ }

1;
