# Turns values of ExifTool into JSON. ExifTool gives bytes in UTF-8, and now and then characters: all of them become
# bytes, so that no text is encoded twice.
use strict;
use warnings;

# JSON::PP would cost more time than ExifTool itself. Values are texts, lists, hashes, and \0 and \1 for false and true.
sub encode {
  my $value = shift;
  return 'null' unless defined $value;
  return '[' . join(',', map { encode($_) } @$value) . ']' if ref $value eq 'ARRAY';
  return '{' . join(',', map { quoted($_) . ':' . encode($value->{$_}) } sort keys %$value) . '}'
    if ref $value eq 'HASH';
  return $$value ? 'true' : 'false' if ref $value;
  return quoted($value);
}

sub quoted {
  my $text = shift;
  $text =~ s/(["\\\x00-\x1f])/sprintf('\\u%04x', ord $1)/ge;
  return "\"$text\"";
}

# A value for JSON; what is longer than $most characters is cut, and $$cut set.
sub plain {
  my ($value, $most, $cut) = @_;
  return [map { plain($_, $most, $cut) } @$value] if ref $value eq 'ARRAY';
  return {map { $_ => plain($value->{$_}, $most, $cut) } keys %$value} if ref $value eq 'HASH';
  if (ref $value eq 'SCALAR') {
    my $words = $$value =~ /^Binary data \d+ bytes$/ ? $$value : 'Binary data ' . length($$value) . ' bytes';
    return "($words, use -b option to extract)";
  }
  return '' unless defined $value;
  $value = "$value";
  utf8::encode($value) if utf8::is_utf8($value);
  $value =~ tr/\0//d; # as the program exiftool does
  if (length $value > $most) { $value = substr($value, 0, $most) . '...'; $$cut = 1 }
  return valid($value);
}

# Bytes that are no UTF-8 become question marks, as the program exiftool does it.
sub valid {
  my $text = shift;
  return $text if Image::ExifTool::IsUTF8(\$text) >= 0;
  require Image::ExifTool::XMP;
  Image::ExifTool::XMP::FixUTF8(\$text);
  return $text;
}

1;
