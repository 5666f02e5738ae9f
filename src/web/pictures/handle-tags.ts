import { ensureTags, planTags } from "#domain/ensure-tags.ts";
import { findReadyImage } from "#domain/find-image.ts";
import { AppError } from "#errors.ts";
import { queryReader } from "#web/forms/query-reader.ts";
import { isCurrent } from "#web/responses/bytes-response.ts";
import { notModified, respondWithObject } from "#web/responses/respond-with-object.ts";
import type { PictureHandler } from "./picture-handler.ts";

export const handleTags: PictureHandler = async (asked, { services, workspace, params }) => {
  const query = queryReader(asked.query);
  const format = query.take("format") ?? "json";
  query.end();
  if (format !== "json" && format !== "csv") {
    throw new AppError("invalid_parameter", "format takes json or csv.", { parameter: "format" });
  }
  const image = await findReadyImage(services, workspace, params.id);
  const { etag, fileName } = planTags(image);
  const described =
    format === "csv"
      ? { etag: `${etag}-csv`, mediaType: "text/csv; charset=utf-8", fileName: fileName.replace(/json$/, "csv") }
      : { etag, mediaType: "application/json", fileName };
  const sent = { ...described, disposition: "attachment" } as const;
  if (isCurrent(asked.headers, sent.etag)) return notModified(sent);
  const { key, csvKey } = await ensureTags(services, image, { signal: asked.signal });
  return respondWithObject(asked, services, image, { ...sent, key: format === "csv" ? csvKey : key, cache: false });
};
