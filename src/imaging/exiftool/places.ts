/**
 * Perl that finds what says where a picture was taken. ExifTool puts such tags into its family 2 "Location"; names
 * find the others (a creator's address, the home town of a camera's clock, a phone network's country). Embedded
 * documents and previews count: a preview has metadata of its own.
 */
export const PERL_PLACES = String.raw`
# ExifTool's names begin each word with a capital: City is one, Opacity none.
my $PLACE = qr/GPS|^Geo(?:[Tt]ag|Tiff|Lat|Long|Location|Coord)|(?:Latitude|Longitude|Altitude)$|City\d?$|^Sub-?[Ll]ocation|^State$|^(?:Province|Country|World(?:Region|City)|Landmark|Location|ContentLocation|MCC)|^Creator(?:Address|Region|Country|PostalCode)/;
my %NEVER = map { $_ => 1 } qw(ICC_Profile File Composite Photoshop ExifTool);
# What these hold is no place: pixels, or the version of a block.
my %NO_PLACE = map { $_ => 1 } qw(LocationInfoVersion GPSVersionID);

sub read_all {
  my $file = shift;
  my $et = Image::ExifTool->new;
  $et->Options(Duplicates => 1, ExtractEmbedded => 1, Binary => 1, List => 1, IgnoreMinorErrors => 1);
  my $info = $et->ImageInfo($file);
  return map { {
    key => $_, name => Image::ExifTool::GetTagName($_), value => $info->{$_}, document => $et->GetGroup($_, 3),
    family0 => $et->GetGroup($_, 0), family1 => $et->GetGroup($_, 1), family2 => $et->GetGroup($_, 2),
  } } $et->GetFoundTags('File');
}

# Maker notes have fixed fields: a blank one says nothing.
sub is_blank {
  my $tag = shift;
  my $value = ref $tag->{value} eq 'ARRAY' ? join('', @{$tag->{value}}) : ref $tag->{value} ? 'data' : $tag->{value};
  return 1 unless defined $value and $value =~ /\S/;
  return $tag->{family0} eq 'MakerNotes' && $value =~ m{^[\s\0.,:/0-]*$|^(?:n/a|none|unknown|off|no|\(none\))\b}i;
}

sub is_place {
  my $tag = shift;
  return 0 if $NEVER{$tag->{family0}} or $NO_PLACE{$tag->{name}} or is_blank($tag);
  return 1 if $tag->{family2} eq 'Location' or $tag->{family1} eq 'GPS' or $tag->{name} =~ $PLACE;
  my $data = $tag->{value};
  return 0 unless ref $data eq 'SCALAR' and $$data =~ /^(?:\xff\xd8\xff|II\*\0|MM\0\*|....ftyp)/s;
  foreach my $inner (read_all($data)) { return 1 if is_place($inner) }
  return 0;
}

sub places { return grep { is_place($_) } @_ }

sub named { my %seen; return grep { not $seen{"$_->[0]:$_->[1]"}++ } map { [$_->{family1}, $_->{name}] } @_ }
`;
