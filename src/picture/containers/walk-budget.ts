import type { ByteSource } from "./byte-source.ts";
import { onePart } from "./one-part.ts";
import type { Walk } from "./part.ts";

/** What one walk may cost: a hostile file can hold as many parts, one in another, as it has bytes. */
export class WalkBudget {
  #parts: number;
  #bytes: number;
  readonly #levels: number;
  /**
   * Walks what lies inside a part as a file of its own, by its first bytes; positions count from the piece's first byte
   * (`shifted` moves them). Whoever begins a walk sets it, so that containers need not know one another. It watches the
   * levels itself: beyond them it answers with one part `not_walked`.
   *
   * @param level of the inner file: one more than that of the file around it
   */
  walkInner: (source: ByteSource, level: number) => Promise<Walk> = async (source) => onePart(source, "not_walked");

  /**
   * @param most.parts parts of all levels
   * @param most.levels pictures in pictures
   * @param most.bytes that are read to be looked at; what is stepped over costs nothing. An upload is far smaller
   */
  constructor(most = { parts: 50_000, levels: 6, bytes: 256_000_000 }) {
    this.#parts = most.parts;
    this.#levels = most.levels;
    this.#bytes = most.bytes;
  }

  /** True once for each part that there is room for. */
  takePart(): boolean {
    this.#parts -= 1;
    return this.#parts >= 0;
  }

  /** True where so many bytes more may be read. */
  takeBytes(bytes: number): boolean {
    if (bytes > this.#bytes) return false;
    this.#bytes -= bytes;
    return true;
  }

  /** True where another level may be walked. */
  allowsLevel(level: number): boolean {
    return level < this.#levels;
  }
}
