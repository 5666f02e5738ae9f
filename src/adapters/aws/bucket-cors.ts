/**
 * What pages may do with the bucket: the one source for the infrastructure and the tests. They send uploads by a
 * signed form and follow the app to signed addresses. A name that a download is to have stands in
 * Content-Disposition, which a page reads only where it is exposed.
 */
export const BUCKET_CORS = {
  allowedMethods: ["GET", "HEAD", "POST"],
  allowedHeaders: [] as string[],
  exposedHeaders: ["ETag", "Content-Disposition"],
  maxAgeSeconds: 3600,
} as const;
