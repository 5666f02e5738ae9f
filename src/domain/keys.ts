/**
 * Names of objects. No text of a person is in them, and no workspace id: only its hash.
 * `uploads/{workspace hash}/{image}` is announced to the queue; `derived/…` is not.
 */
const KEY = /^uploads\/([0-9a-f]{32})\/([0-9A-HJKMNP-TV-Z]{26})$/;

export const uploadKey = (workspace: string, id: string): string => `uploads/${workspace}/${id}`;
export const derivedPrefix = (workspace: string, id: string): string => `derived/${workspace}/${id}/`;
/** @param etag of the original: a thumbnail of other bytes, sent to the same target, has another name */
export const thumbnailKey = (workspace: string, id: string, etag: string): string =>
  `${derivedPrefix(workspace, id)}thumbnail-${etag}.webp`;
/** @param etag of the original, as of a thumbnail */
export const embeddedThumbnailKey = (workspace: string, id: string, etag: string): string =>
  `${derivedPrefix(workspace, id)}embedded-${etag}.webp`;
export const previewKey = (workspace: string, id: string): string => `${derivedPrefix(workspace, id)}preview.webp`;

/** @param etag of the original that it was decoded from */
export const masterKey = (workspace: string, id: string, etag: string, extension: string): string =>
  `${derivedPrefix(workspace, id)}master-${etag}.${extension}`;

/** @param hash the recipe's, which holds the etag of the original */
export const resultKey = (workspace: string, id: string, hash: string, extension: string): string =>
  `${derivedPrefix(workspace, id)}${hash}.${extension}`;

/** True for what counts in the workspace's budget and can be made again: a master or a conversion's result. */
export const isResultKey = (key: string): boolean => /^derived\/.*\/(?:[0-9a-f]{64}|master-[\w.-]+)\.\w+$/.test(key);

/** The image that an upload's key names, or null for any other key. */
export function parseUploadKey(key: string): { workspace: string; id: string } | null {
  const [, workspace, id] = KEY.exec(key) ?? [];
  return workspace && id ? { workspace, id } : null;
}

/** True for what could be an image's id (a ULID), so that nothing else reaches the catalog. */
export const isImageId = (text: string): boolean => /^[0-9A-HJKMNP-TV-Z]{26}$/.test(text);
