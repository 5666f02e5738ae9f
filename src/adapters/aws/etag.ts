/** The etag that the store answered with, without the quotes of HTTP. Throws where there is none. */
export function etagOf({ ETag }: { ETag?: string | undefined }): string {
  const etag = ETag?.replace(/^"|"$/g, "");
  if (!etag) throw new Error("the store answered without an etag");
  return etag;
}
