/** libheif as WebAssembly, of which only what is used here is typed: its own types know neither these classes nor their results. */
export interface LibHeif {
  HeifDecoder: new () => { decode(file: Uint8Array): HeifImage[] };
  heif_image_handle_has_alpha_channel(handle: object): number | boolean;
  /** A view into the module's memory: good until the next call. An object with `code` where it fails. */
  heif_js_decode_image2(handle: object, space: object, chroma: object): { channels?: HeifPlane[] } | null;
  heif_colorspace: { heif_colorspace_RGB: object };
  heif_chroma: Record<
    | "heif_chroma_interleaved_RGB"
    | "heif_chroma_interleaved_RGBA"
    | "heif_chroma_interleaved_RRGGBB_LE"
    | "heif_chroma_interleaved_RRGGBBAA_LE",
    object
  >;
}

interface HeifImage {
  handle: object;
  is_primary(): boolean;
}

export interface HeifPlane {
  data: Uint8Array;
  /** px */
  width: number;
  height: number;
  /** bytes from row to row */
  stride: number;
  /** of one sample: 8, or 10 and 12 in two bytes */
  bits_per_pixel: number;
}

let loaded: Promise<{ default(): Promise<LibHeif> }> | null = null;

/**
 * An instance for one picture: nothing of one is there for the next, in memory that a hostile file may have written to.
 * It costs 40 ms of processor time, of the 1,900 of a HEIC of 12 megapixels: V8 has its machine code already.
 */
export async function libheif(): Promise<LibHeif> {
  if (loaded) globalThis.gc?.(); // what the one before took, 60 MB or 600, goes first: a decoder's memory has a limit
  loaded ??= import("libheif-js/libheif-wasm/libheif-bundle.mjs");
  return (await loaded).default();
}
