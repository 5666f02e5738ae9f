import { damagedContainer } from "./isobmff.ts";

/** AV1 specification §6.2.2 */
const SEQUENCE_HEADER = 1;

/**
 * Refuses AV1 data that would decode to more than the container says: a decoder takes its memory by what the sequence
 * headers inside the data tell (AV1 specification §5.5.1), and every frame keeps to those.
 *
 * @throws AppError `damaged_image`
 */
export function refuseLargerFrames(data: Buffer, most: { width: number; height: number }): void {
  let at = 0;
  while (at < data.length) {
    const unit = readUnit(data, at);
    if (unit.type === SEQUENCE_HEADER) {
      const { width, height } = largestFrame(new Bits(unit.payload));
      if (width > most.width || height > most.height) throw damagedContainer();
    }
    at = unit.end;
  }
}

/** An open bitstream unit (AV1 specification §5.3.1); without a size of its own it is the last. */
function readUnit(data: Buffer, start: number): { type: number; payload: Buffer; end: number } {
  const header = data.readUInt8(start);
  let at = start + ((header & 4) === 0 ? 1 : 2);
  let size = data.length - at;
  if ((header & 2) !== 0) {
    size = 0;
    // leb128, AV1 specification §4.10.5
    for (let index = 0, more = true; more; index++) {
      if (index === 8) throw damagedContainer();
      const byte = data.readUInt8(at++);
      size += (byte & 0x7f) * 2 ** (7 * index);
      more = (byte & 0x80) !== 0;
    }
  }
  if (size < 0 || size > data.length - at) throw damagedContainer();
  return { type: (header >> 3) & 15, payload: data.subarray(at, at + size), end: at + size };
}

/** The fields before `max_frame_width_minus_1` of a sequence header are read to be stepped over. */
function largestFrame(bits: Bits): { width: number; height: number } {
  bits.take(4);
  const reduced = bits.take(1) === 1;
  if (reduced) bits.take(5);
  else skipOperatingPoints(bits);
  const widthBits = bits.take(4) + 1;
  const heightBits = bits.take(4) + 1;
  return { width: bits.take(widthBits) + 1, height: bits.take(heightBits) + 1 };
}

function skipOperatingPoints(bits: Bits): void {
  let delayLength = 0;
  if (bits.take(1) === 1) {
    bits.take(32);
    bits.take(32);
    if (bits.take(1) === 1) bits.skipUvlc();
    if (bits.take(1) === 1) {
      delayLength = bits.take(5) + 1;
      bits.take(32);
      bits.take(10);
    }
  }
  const hasDisplayDelay = bits.take(1) === 1;
  const points = bits.take(5) + 1;
  for (let point = 0; point < points; point++) {
    bits.take(12);
    if (bits.take(5) > 7) bits.take(1);
    if (delayLength > 0 && bits.take(1) === 1) {
      bits.take(delayLength);
      bits.take(delayLength);
      bits.take(1);
    }
    if (hasDisplayDelay && bits.take(1) === 1) bits.take(4);
  }
}

class Bits {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** The next bits, the highest first. Throws RangeError past the end. */
  take(count: number): number {
    let value = 0;
    for (let each = 0; each < count; each++) {
      value = value * 2 + ((this.#bytes.readUInt8(this.#at >> 3) >> (7 - (this.#at & 7))) & 1);
      this.#at++;
    }
    return value;
  }

  /** AV1 specification §4.10.3 */
  skipUvlc(): void {
    let zeros = 0;
    while (this.take(1) === 0) zeros++;
    this.take(Math.min(zeros, 32));
  }
}
