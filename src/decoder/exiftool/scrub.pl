# Takes tags out of /picture and writes another file, never touching coded pixels. What cannot be taken out by itself
# goes with the block that holds it, which is told. Prints what was there, what went, and what is still there, as JSON.
#
# Environment: REMOVE, location or all; FORMAT, the id of the picture's format.
use strict;
use warnings;
use Image::ExifTool;
require './json.pl';
require './location-tags.pl';

my ($REMOVE, $FORMAT) = @ENV{qw(REMOVE FORMAT)};
# Tags of a TIFF's directories that say how its pixels lie and what their colours are (TIFF 6.0; Exif 3.0 4.6.3).
my %OF_THE_PICTURE = map { $_ => 1 } qw(
  SubfileType OldSubfileType ImageWidth ImageHeight BitsPerSample Compression PhotometricInterpretation FillOrder
  StripOffsets StripByteCounts RowsPerStrip SamplesPerPixel PlanarConfiguration TileWidth TileLength TileOffsets
  TileByteCounts Predictor ExtraSamples SampleFormat SMinSampleValue SMaxSampleValue ColorMap TransferFunction
  WhitePoint PrimaryChromaticities YCbCrCoefficients YCbCrSubSampling YCbCrPositioning ReferenceBlackWhite InkSet
  InkNames NumberofInks DotRange JPEGTables T4Options T6Options GrayResponseUnit GrayResponseCurve Thresholding
  CellWidth CellLength MinSampleValue MaxSampleValue XResolution YResolution ResolutionUnit PageNumber Orientation
  ColorSpace Gamma InteropIndex InteropVersion ExifVersion ComponentsConfiguration FlashpixVersion ExifImageWidth
  ExifImageHeight
);
# Chunks of a PNG that say what its numbers look like (3rd edition 11.3.2, 11.3.4.3); ExifTool counts them among its
# texts.
my @OF_A_PNG = map { "PNG:$_" } qw(Gamma SRGBRendering WhitePointX WhitePointY RedX RedY GreenX GreenY BlueX BlueY
  PixelsPerUnitX PixelsPerUnitY PixelUnits);
my %METADATA = map { $_ => 1 } qw(EXIF XMP IPTC MakerNotes Photoshop);

sub is_kept {
  my $tag = shift;
  return 0 unless $tag->{family0} eq 'EXIF';
  # ExifTool takes the strips of a TIFF that is compressed as JPEG for a preview.
  return 1 if $FORMAT eq 'tiff' and $tag->{name} =~ /^(?:PreviewImage|Thumbnail|OtherImage|JpgFromRaw)/;
  return $OF_THE_PICTURE{$tag->{name}};
}

# A JPEG's, PNG's or GIF's: words of a person, in groups that hold the picture's structure else.
sub is_comment { my $tag = shift; return $tag->{family0} =~ /^(?:File|PNG|GIF)$/ && $tag->{name} eq 'Comment' }

# What is to go, of all that is there.
sub unwanted {
  return places(@_) if $REMOVE eq 'location';
  return grep {
    is_place($_) or is_comment($_)
      or ($METADATA{$_->{family0}} and not is_kept($_) and $_->{name} ne 'XMPToolkit')
  } @_;
}

sub take_out {
  my ($et, $tag) = @_;
  my $name = "$tag->{family1}:$tag->{name}";
  my ($done) = $et->SetNewValue($name, undef, Protected => 1);
  return if $done;
  # The fields of maker notes cannot go: they are made blank.
  foreach (['', 'PrintConv'], ['', 'Raw'], [0, 'Raw']) {
    ($done) = $et->SetNewValue($name, $_->[0], Type => $_->[1], Protected => 1);
    return if $done;
  }
}

# The whole block that a tag is in, as something to delete, and its name for people.
sub block_of {
  my $tag = shift;
  return ('MakerNotes', 'maker notes') if $tag->{family0} eq 'MakerNotes' and $tag->{family1} !~ /^(?:Samsung|Google)$/;
  return ('PNG', 'texts of the PNG') if $tag->{family0} eq 'PNG';
  return ('MPF', 'further pictures in the file') if $tag->{family0} eq 'MPF' or $tag->{document} ne 'Main';
  return ('Trailer', 'what follows the picture in the file') unless $METADATA{$tag->{family0}};
  return ($tag->{family1} =~ /^IFD0$/ ? 'EXIF' : $tag->{family1}, $tag->{family1});
}

sub select_all {
  my ($et, @tags) = @_;
  if ($FORMAT eq 'tiff') { # its first directory is the picture: it goes tag by tag
    $et->SetNewValue("$_:*") foreach qw(ExifIFD GPS InteropIFD XMP IPTC Photoshop MakerNotes);
    $et->SetNewValue("$_->{family1}:$_->{name}", undef, Protected => 1) foreach unwanted(@tags);
  } else {
    $et->SetNewValue('*');
  }
  $et->SetNewValuesFromFile('/picture', 'ICC_Profile', 'IFD0:Orientation', 'ColorSpaceTags', @OF_A_PNG);
}

sub write_without {
  my ($file, $tags, $harder, $blocks) = @_;
  my $et = Image::ExifTool->new;
  $et->Options(IgnoreMinorErrors => 1);
  if ($REMOVE eq 'all') { select_all($et, @$tags) }
  else {
    $et->SetNewValue('GPS:*');
    take_out($et, $_) foreach places(@$tags);
    my ($toolkit) = grep { $_->{name} eq 'XMPToolkit' and $_->{document} eq 'Main' } @$tags;
    $et->SetNewValue('XMP-x:XMPToolkit', $toolkit->{value}, Protected => 1) if $toolkit; # a tag like every other
  }
  take_out($et, $_) foreach @$harder;
  foreach (keys %$blocks) {
    $et->SetNewValue("$_:*");
    $et->SetNewValue('Trailer:*') if $_ eq 'MPF';
    $et->SetNewValuesFromFile('/picture', @OF_A_PNG) if $_ eq 'PNG';
  }
  my $written = $et->WriteInfo('/picture', $file);
  die 'REFUSED ' . ($et->GetValue('Error') // 'ExifTool says nothing') . "\n" unless $written;
}

my @before = read_all('/picture');
my @error = grep { $_->{name} eq 'Error' and $_->{family0} eq 'ExifTool' } @before;
die "REFUSED $error[0]{value}\n" if @error;
my (@harder, %blocks, $written);
my @after = @before;
foreach my $round (1 .. 4) {
  last unless unwanted(@after) or ($round == 1 and $REMOVE eq 'all'); # ExifTool may know more than it lists
  $written = "/written-$round"; # ExifTool overwrites nothing
  write_without($written, \@before, \@harder, \%blocks);
  @after = read_all($written);
  my @left = unwanted(@after) or last;
  if ($round == 1) { @harder = @left }
  else { foreach (places(@left)) { my ($block, $words) = block_of($_); $blocks{$block} = $words } last unless %blocks }
}

my %left = map { ("$_->{family1}:$_->{name}" => 1) } grep { not is_blank($_) } @after;
my @removed = grep {
  ($_->{family0} !~ /^(?:File|Composite|ExifTool)$/ or is_comment($_))
    and not is_blank($_) and not $left{"$_->{family1}:$_->{name}"}
} @before;
print encode({
  version => $Image::ExifTool::VERSION,
  before => [named(places(@before))], after => [named(places(@after))],
  removed => [named(@removed)], left => [named(unwanted(@after))], blocks => [map { $blocks{$_} } sort keys %blocks],
  written => $written,
});
