import type { S3Client } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import type { UploadLimits, UploadTarget } from "#domain/ports/object-store.ts";

/**
 * A form that the store itself takes, for this key alone, of this type, with exactly that many bytes, until
 * `endsAt` or as long as the signer's own credentials are good. Other fields are refused, as are other values.
 * It can be sent again until then: the store knows no "once" for a form.
 */
export async function signUploadForm(
  client: S3Client,
  bucket: string,
  key: string,
  { bytes, mediaType, endsAt }: UploadLimits,
): Promise<UploadTarget> {
  const { url, fields } = await createPresignedPost(client, {
    Bucket: bucket,
    Key: key,
    Fields: { "Content-Type": mediaType, success_action_status: "201" },
    Conditions: [["content-length-range", bytes, bytes]],
    Expires: (endsAt - Date.now()) / 1000, // the SDK adds it to the same clock
  });
  return { method: "POST", url, fields };
}
