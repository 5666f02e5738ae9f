import type { Credentials } from "#picture/report/credentials.ts";
import { readManifestStore } from "./c2pa-wasm.ts";
import { claimsOf } from "./claims.ts";

const NONE: Credentials = { state: "none", claims: [], remote: null, error: null };

/** What C2PA puts into a file of any format: boxes of JUMBF (ISO 19566-5), or the address of them in XMP. */
const MARKS = ["jumb", "c2pa", "C2PA", "provenance"];

/**
 * Content Credentials of a file (C2PA 2.2): what is claimed, and whether the signature holds and the bytes are those
 * that were signed. No network is asked: neither for a manifest that lies elsewhere, nor whether a certificate was taken
 * back. Bytes that are broken are `unreadable`.
 *
 * @param bytes the whole file
 * @param mediaType `image/jpeg`
 * @throws where c2pa's WebAssembly cannot be loaded
 */
export async function readCredentials(bytes: Uint8Array, mediaType: string): Promise<Credentials> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!MARKS.some((mark) => buffer.includes(mark, 0, "latin1"))) return NONE;
  let json: string;
  try {
    json = await readManifestStore(bytes, mediaType);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error), buffer);
  }
  try {
    const { valid, claims } = claimsOf(json);
    return { ...NONE, state: valid ? "valid" : "invalid", claims };
  } catch (error) {
    return { ...NONE, state: "unreadable", error: String(error).slice(0, 300) };
  }
}

/** What c2pa-rs says where it gives no manifest, by the names of its errors. */
function failed(words: string, bytes: Buffer): Credentials {
  const address = /RemoteManifest\w*\("([^"]*)/.exec(words)?.[1];
  if (address !== undefined)
    return { ...NONE, state: "unreadable", remote: address.slice(0, 300), error: "not fetched" };
  // Both marks stand at the head of every manifest: without them, a text merely speaks of it.
  const holds = bytes.includes("jumb", 0, "latin1") && bytes.includes("c2pa", 0, "latin1");
  if (/JumbfNotFound|UnsupportedType/.test(words) && !holds) return NONE;
  return { ...NONE, state: "unreadable", error: words.slice(0, 300) };
}
