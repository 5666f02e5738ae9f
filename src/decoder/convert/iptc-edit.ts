/**
 * IPTC IIM (IIM 4.2) as it lies in files: bare datasets, or one of Photoshop's resources (number 0x0404) in a JPEG's
 * APP13 segment. The other resources are left behind: one of them is a thumbnail.
 */
const SIGNATURE = Buffer.from("Photoshop 3.0\0", "latin1");
const RESOURCE = Buffer.from("8BIM\x04\x04\0\0", "latin1");
/** Content location code and name; city, sublocation, province/state, country code and name (record 2). */
const PLACES = [26, 27, 90, 92, 95, 100, 101];

/**
 * A JPEG's APP13 payload with the datasets of the block; without `location`, less those that name a place. Null where
 * none are left, where they cannot be read to their end, or where they do not fit into a segment.
 */
export function editIptc(block: Buffer, options: { location: boolean }): Buffer | null {
  const datasets = block.subarray(0, SIGNATURE.length).equals(SIGNATURE) ? findResource(block) : block;
  if (!datasets) return null;
  const kept: Buffer[] = [];
  for (let at = 0; datasets[at] === 0x1c; ) {
    if (at + 5 > datasets.length) return null;
    const length = datasets.readUInt16BE(at + 3);
    const end = at + 5 + length;
    if (length > 0x7fff || end > datasets.length) return null;
    const place = datasets[at + 1] === 2 && PLACES.includes(datasets[at + 2] ?? 0);
    if (options.location || !place) kept.push(datasets.subarray(at, end));
    at = end;
  }
  const data = Buffer.concat(kept);
  if (!kept.some((dataset) => dataset[1] === 2 && dataset[2] !== 0) || data.length > 65_000) return null;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([SIGNATURE, RESOURCE, length, data, Buffer.alloc(data.length % 2)]);
}

/** The IPTC resource of a list of Photoshop's image resources (Photoshop File Formats, "Image Resource Blocks"). */
function findResource(block: Buffer): Buffer | null {
  for (let at = SIGNATURE.length; at + 12 <= block.length && block.toString("latin1", at, at + 4) === "8BIM"; ) {
    const number = block.readUInt16BE(at + 4);
    const named = (block[at + 6] ?? 0) + 1;
    const start = at + 6 + named + (named % 2) + 4;
    if (start > block.length) return null;
    const length = block.readUInt32BE(start - 4);
    if (number === 0x0404) return block.subarray(start, start + length);
    at = start + length + (length % 2);
  }
  return null;
}
