import { Readable } from "node:stream";
import { ensureTags, planTags, readTags } from "#domain/ensure-tags.ts";
import { findReadyImage } from "#domain/find-image.ts";
import { AppError } from "#errors.ts";
import { queryReader } from "#web/forms/query-reader.ts";
import { bytesHeaders, isCurrent } from "#web/responses/bytes-response.ts";
import { notModified, respondWithObject } from "#web/responses/respond-with-object.ts";
import { tagsCsv } from "#web/responses/tags-csv.ts";
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
  const sent = { ...described, disposition: "attachment", maxAge: 0 } as const;
  if (isCurrent(asked.headers, sent.etag)) return notModified(sent);
  if (format === "json") {
    const { key } = await ensureTags(services, image, { signal: asked.signal });
    return respondWithObject(asked, services, image, { ...sent, key, cache: false });
  }
  const csv = Buffer.from(tagsCsv(await readTags(services, image, { signal: asked.signal })));
  return { headers: bytesHeaders(sent), body: Readable.from([csv]), bytes: csv.length };
};
