import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type * as C2paWasm from "@contentauth/c2pa-wasm";
import { keepPicture } from "#decoder/kept-memory.ts";

type C2pa = typeof C2paWasm;

/** Bytes in the place of a Blob, which Node cannot read at once. */
class BytesBlob {
  readonly #bytes: Uint8Array;
  readonly type = "";
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }
  get size(): number {
    return this.#bytes.length;
  }
  slice(start?: number, end?: number): BytesBlob {
    return new BytesBlob(this.#bytes.subarray(start, end));
  }
  read(): ArrayBuffer {
    return new Uint8Array(this.#bytes).buffer;
  }
}

/** As much of a browser's worker as the package uses. Nothing that stands in a file may make us ask a network. */
const WORKER = {
  FileReaderSync: class {
    readAsArrayBuffer(blob: BytesBlob): ArrayBuffer {
      return blob.read();
    }
  },
  fetch: () => Promise.reject(new Error("No network is asked for what a file says.")),
};

/** Signers are compared with no list, whose age nobody would see; nothing is fetched. */
const SETTINGS = JSON.stringify({
  core: { decode_identity_assertions: false, allowed_network_hosts: [] },
  verify: { remote_manifest_fetch: false, ocsp_fetch: false, verify_trust: false, verify_timestamp_trust: false },
});

const packageFile = (): string => createRequire(import.meta.url).resolve("@contentauth/c2pa-wasm");

let loaded: Promise<C2pa> | null = null;
let loads = 0;

async function load(): Promise<C2pa> {
  const file = packageFile();
  const module = await WebAssembly.compile(await readFile(join(dirname(file), "c2pa_bg.wasm")));
  // A copy of its own each time: the package keeps one instance for ever, also one that has fallen over.
  const c2pa: C2pa = await import(`${pathToFileURL(file)}?${loads++}`);
  await c2pa.default({ module_or_path: module });
  return c2pa;
}

/**
 * What c2pa-rs reads in a file, as its JSON: https://opensource.contentauthenticity.org/docs/manifest/json-ref.
 *
 * @param mediaType as c2pa-rs knows it, `image/jpeg`
 * @throws its words, as a string or an Error
 */
export async function readManifestStore(bytes: Uint8Array, mediaType: string): Promise<string> {
  keepPicture();
  loaded ??= load();
  const c2pa = await loaded.catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  const before = { FileReaderSync: Reflect.get(globalThis, "FileReaderSync"), fetch: globalThis.fetch };
  Object.assign(globalThis, WORKER);
  try {
    // The package asks a Blob for its size, its slices, and by FileReaderSync for its bytes.
    const blob = new BytesBlob(bytes) as unknown as Blob;
    const reader = await c2pa.WasmReader.fromBlob(mediaType, blob, SETTINGS);
    try {
      return reader.json();
    } finally {
      reader.free();
    }
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) loaded = null; // it fell over, and is not used again
    throw error;
  } finally {
    Object.assign(globalThis, before);
  }
}
